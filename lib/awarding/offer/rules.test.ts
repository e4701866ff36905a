import fc from 'fast-check'
import { expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { inventedCall } from '@/db/calls/invented'
import { callDefinitionSchema } from '@/lib/call/definition'
import { OFFER_STATES } from '@/lib/lifecycle/offers'
import { grantedBy, initialsOf, openConditions, stands } from './rules'

test('a name is shown by its first letters', () => {
  expect(initialsOf('Amanuel Tesfaye')).toBe('A. T.')
  expect(initialsOf('  maria de la  Cruz ')).toBe('M. D. L. C.')
  expect(initialsOf('王小明')).toBe('王.')
  expect(initialsOf('काठमाडौं')).toBe('का.')
})

test('any name shows only the beginnings of its words', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-zA-Z]{2,12}$/), { minLength: 1, maxLength: 5 }), (words) => {
      expect(initialsOf(words.join(' '))).toBe(words.map((word) => `${word.charAt(0).toUpperCase()}.`).join(' '))
    }),
  )
})

test('a letter is valid while the offer can be answered, and after it is accepted', () => {
  const answerBy = new Date('2031-06-30T16:00:00Z')
  const [before, after] = [new Date('2031-06-30T16:00:00Z'), new Date('2031-06-30T16:00:01Z')]
  expect(OFFER_STATES.filter((state) => stands({ state, answerBy }, before))).toEqual(['made', 'accepted'])
  expect(OFFER_STATES.filter((state) => stands({ state, answerBy }, after))).toEqual(['accepted'])
})

test('an unmarked condition is as open as an unmet one', () => {
  const all = [true, false, null].map((met) => ({ text: String(met), met }))
  expect(openConditions(all).map(({ text }) => text)).toEqual(['false', 'null'])
})

test('the Call decides what an offer grants, and each item appears once', () => {
  const of2021 = callDefinitionSchema.parse(call2021)
  const granted = grantedBy(of2021, of2021.tracks.find(({ key }) => key === 'phd')!)
  expect(granted.map(({ label }) => label)).toEqual([
    'Stipend',
    'Tuition',
    'Health insurance',
    'Application fee',
    'Travel',
  ])
  const [stipend] = granted
  expect(stipend!.text).toMatch(/^CNY 6,000 a month.*living costs\.$/)
  const invented = callDefinitionSchema.parse(inventedCall)
  const [school, fellow] = ['school', 'fellow'].map((key) => invented.tracks.find((track) => track.key === key)!)
  expect(grantedBy(invented, school!)).toEqual([])
  expect(grantedBy(invented, fellow!)).toEqual([{ label: 'Grant', text: 'EGP 9,000 a month' }])
})
