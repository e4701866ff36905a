import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedFields } from './rules'

const answer = fc.jsonValue()
const answers = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), answer)

test('the questions that were changed are those whose answers differ, and no others', () => {
  fc.assert(
    fc.property(answers, answers, (before, after) => {
      const changed = changedFields(before, after)
      expect(changedFields(after, before)).toEqual(changed)
      expect(changedFields(before, before)).toEqual([])
      // A path through only these leads there.
      const led = { ...before, ...Object.fromEntries(changed.map((key) => [key, after[key] ?? null])) }
      expect(changedFields(led, after)).toEqual([])
      for (const key of changed) expect([before[key] ?? null]).not.toEqual([after[key] ?? null])
    }),
  )
})

test('the order in which an answer’s parts are stored changes nothing, and no answer is as good as an empty one that never was', () => {
  const before = { born: { day: '1', month: '2' }, list: [{ x: 1, y: 2 }], gone: null }
  expect(changedFields(before, { list: [{ y: 2, x: 1 }], born: { month: '2', day: '1' } })).toEqual([])
  expect(changedFields(before, { born: { day: '2', month: '2' }, list: [] })).toEqual(['born', 'list'])
})

test('an empty answer counts as one that was never given', () => {
  const saved = { name: '', born: { day: '', month: '' }, degrees: [], note: 'Zoë' }
  expect(changedFields({}, saved)).toEqual(['note'])
  expect(changedFields(saved, { ...saved, born: { day: '1', month: '' } })).toEqual(['born'])
  expect(changedFields({ agreed: true }, { agreed: false })).toEqual(['agreed'])
})
