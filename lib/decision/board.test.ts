import fc from 'fast-check'
import { expect, test } from 'vitest'
import { A_PAGE, pageOf, ranked, viewOf } from './board'
import type { Decidable } from './candidates'

const one = (change: Partial<Decidable>): Decidable => ({
  ...{ id: 'x', number: 'A-1', name: null, state: 'nominated', score: null, rank: null, reviewsIn: 0 },
  ...{ institution: null, country: null, gender: null, normalised: null, low: null, high: null, within: null },
  ...change,
})
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).join('')

test('the best normalised score first, the raw one where there is no other, equals by number, without any last', () => {
  const all = [
    one({ id: 'a', number: 'A-4', score: 9 }),
    one({ id: 'b', number: 'A-3', score: 5, normalised: 9.5 }),
    one({ id: 'c', number: 'A-2', score: 9 }),
    one({ id: 'd', number: 'A-1', rank: 1 }),
  ]
  const rows = ranked(all, 'number')
  expect(ids(rows)).toBe('bcad')
  expect(rows.map(({ place }) => place)).toEqual([1, 2, 3, 4])
  // Another order shows the places of the rule all the same.
  expect(ranked(all, 'number', 'rank').map(({ id, place }) => `${id}${place}`)).toEqual(['d4', 'c2', 'b1', 'a3'])
  expect(ids(ranked(all, 'number', 'number'))).toBe('dcba')
  expect(ids(ranked(all, 'draw', 'score'))).toBe('cabd')
})

test('the order does not depend on the order in which they came, and every place is there once', () => {
  const candidates = fc
    .uniqueArray(fc.integer({ min: 1, max: 99_999 }), { maxLength: 40 })
    .chain((numbers) =>
      fc.tuple(
        ...numbers.map((n) =>
          fc
            .option(fc.integer({ min: 0, max: 5 }), { nil: null })
            .map((score) => one({ id: String(n), number: `A-${String(n).padStart(5, '0')}`, score })),
        ),
      ),
    )
  fc.assert(
    fc.property(candidates, (all) => {
      const rows = ranked(all, 'number')
      expect(ranked([...all].reverse(), 'number')).toEqual(rows)
      expect(rows.map(({ place }) => place)).toEqual(rows.map((_, at) => at + 1))
    }),
  )
})

test('pages hold all that fit, each once, and a page that is not there is the last one', () => {
  const all = Array.from({ length: 2 * A_PAGE + 1 }, (_, n) =>
    one({ id: `${n}`, state: n % 2 ? 'nominated' : 'awarded', institution: n % 3 ? 'x' : 'y' }),
  )
  const at = (asked: Record<string, string>) => pageOf(all, viewOf(asked))
  expect([1, 2, 3].flatMap((page) => at({ page: String(page) }).rows)).toEqual(all)
  expect(at({ page: '9' })).toMatchObject({ page: 3, pages: 3, rows: [all.at(-1)] })
  expect(
    at({ show: 'open', institution: 'y' }).rows.every(
      ({ state, institution: its }) => state === 'nominated' && its === 'y',
    ),
  ).toBe(true)
  expect(at({ show: 'waiting' })).toEqual({ rows: [], total: 0, page: 1, pages: 1 })
  expect(viewOf({ show: '__proto__', order: 'x', page: '-1' })).toEqual(viewOf({}))
})
