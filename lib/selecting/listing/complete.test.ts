import fc from 'fast-check'
import { expect, test } from 'vitest'
import { completionOf } from './complete'

const known = [
  { keyword: 'track', about: 'The track', values: [{ key: 'phd', label: 'PhD' }] },
  {
    keyword: 'country',
    about: 'The country',
    values: [
      { key: 'NG', label: 'Nigeria' },
      { key: 'GW', label: 'Guinea Bissau' },
    ],
  },
]
const inserted = (text: string) => completionOf(text, text.length, known).offers.map(({ insert }) => insert)

test('offers keywords, and values by each word of their names', () => {
  expect(inserted('soil tr')).toEqual(['track:'])
  expect(inserted('-co')).toEqual(['country:'])
  expect(inserted('country:nig')).toEqual(['NG '])
  expect(inserted('country:NG,biss')).toEqual(['GW '])
  expect(inserted('(track:')).toEqual(['phd '])
  expect(inserted('')).toEqual([])
  expect(completionOf('-track:p soil', 8, known)).toMatchObject({ from: 7, to: 8 })
})

test('completes any text, and changes nothing after the caret', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (text, at) => {
      const caret = at % (text.length + 1)
      const { from, to } = completionOf(text, caret, known)
      expect(from <= to && to === caret && from >= 0).toBe(true)
    }),
  )
})
