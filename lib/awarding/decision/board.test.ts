import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ranking } from '@/lib/call/definition'
import { RANKINGS } from '@/lib/call/parts/decisions'
import { A_PAGE, groupsBy, pageOf, ranked } from './board'
import type { Decidable } from './candidates'
import { compareBy, rankingInWords, valuesBy } from './ranking'
import { tieOrder } from './value'
import { boardAt, viewOf } from './view'

const one = (change: Partial<Decidable>): Decidable => ({
  id: 'x',
  number: 'A-1',
  name: null,
  state: 'nominated',
  score: null,
  rank: null,
  reviewsIn: 0,
  institution: null,
  country: null,
  gender: null,
  normalised: null,
  low: null,
  high: null,
  within: null,
  ...change,
})
const RULE = { ranking: ['normalised'] as Ranking[] }
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).join('')

test('the best normalised score comes first, else the raw one; equal scores go by number, and no score comes last', () => {
  const all = [
    one({ id: 'a', number: 'A-4', score: 9 }),
    one({ id: 'b', number: 'A-3', score: 5, normalised: 9.5 }),
    one({ id: 'c', number: 'A-2', score: 9 }),
    one({ id: 'd', number: 'A-1', rank: 1 }),
  ]
  const rows = ranked(all, RULE)
  expect(ids(rows)).toBe('bcad')
  expect(rows.map(({ place }) => place)).toEqual([1, 2, 3, 4])
  // Another sort order still shows the places by the rule.
  expect(ranked(all, RULE, 'rank').map(({ id, place }) => `${id}${place}`)).toEqual(['d4', 'c2', 'b1', 'a3'])
  expect(ids(ranked(all, RULE, 'number'))).toBe('dcba')
  expect(ids(ranked(all, RULE, 'score'))).toBe('cabd')
})

test('the order does not depend on the input’s order, and every place occurs once', () => {
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
      const rows = ranked(all, RULE)
      expect(ranked([...all].reverse(), RULE)).toEqual(rows)
      expect(rows.map(({ place }) => place)).toEqual(rows.map((_, at) => at + 1))
    }),
  )
})

test('pages hold every row once, and a page beyond the end is the last one', () => {
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

test('an address leads back to its view, and a change of the view to its first page with nothing unfolded', () => {
  const where = { call: '2021', track: 'phd' }
  const asked = { show: 'open', order: 'rank', institution: 'x', page: '2', open: 'country' }
  const view = viewOf(asked)
  const read = (address: string) => Object.fromEntries(new URL(address, 'http://x').searchParams)
  expect(read(boardAt(where, view, { page: 2, open: 'country' }))).toEqual({ ...where, ...asked })
  const { page: _, open: __, ...rest } = asked
  expect(read(boardAt(where, view, { order: 'score' }))).toEqual({ ...where, ...rest, order: 'score' })
})

test('of the counters, the value with most places comes first, then the one with most applications', () => {
  const all = [
    one({ country: 'KE' }),
    one({ country: 'KE' }),
    one({ country: null }),
    one({ country: 'ET' }),
    one({ country: 'ZA', state: 'accepted' }),
  ]
  expect(groupsBy(all, 'country')).toEqual([
    { value: 'ZA', all: 1, holding: 1 },
    { value: 'KE', all: 2, holding: 0 },
    { value: 'ET', all: 1, holding: 0 },
    { value: null, all: 1, holding: 0 },
  ])
})

const aRanking = fc.shuffledSubarray([...RANKINGS], { minLength: 1 })
const some = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null })
const candidates = fc
  .array(fc.record({ score: some, normalised: some, rank: some }), { maxLength: 30 })
  .map((rows) => rows.map((row, n) => one({ ...row, id: String(n), number: `A-${String(n).padStart(5, '0')}` })))

test('the first ranking key counts, the next ones break ties, then the number; an application without any comes last', () => {
  fc.assert(
    fc.property(candidates, aRanking, (all, ranking) => {
      const rows = ranked(all.toReversed(), { ranking })
      expect(rows.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort())
      for (const [at, low] of rows.slice(1).entries()) {
        const high = rows[at]!
        // By the first key that differs: missing values last, higher scores and lower ranks first.
        const of = (who: Decidable, by: Ranking) => (by === 'normalised' ? (who.normalised ?? who.score) : who[by])
        const by = ranking.find((name) => of(high, name) !== of(low, name))
        if (!by) expect(high.number < low.number).toBe(true)
        else if (of(low, by) !== null)
          expect(by === 'rank' ? of(high, by)! < of(low, by)! : of(high, by)! > of(low, by)!).toBe(true)
      }
    }),
  )
})

test('a further rule moves only applications that are equal without it', () => {
  fc.assert(
    fc.property(candidates, aRanking, (all, ranking) => {
      const [before, after] = [ranked(all, { ranking: ranking.slice(0, 1) }), ranked(all, { ranking })]
      const first = ({ id }: Decidable) => valuesBy(ranking.slice(0, 1), all.find((row) => row.id === id)!)
      expect(after.map(first)).toEqual(before.map(first))
    }),
  )
})

test('a scenario breaks ties by the Call’s further rules, and remaining ties by number or draw', () => {
  const rule = { scoreWeight: 1, rankWeight: 0, keepOrder: false, seed: 7 }
  fc.assert(
    fc.property(candidates, aRanking, fc.constantFrom('number' as const, 'draw' as const), (all, ranking, tieBreak) => {
      const tied = all.map((row) => ({ ...row, ties: valuesBy(ranking, row) }))
      const places = tieOrder(tied, { ...rule, tieBreak })
      const order = tied.map((_, at) => at).sort((a, b) => places[a]! - places[b]!)
      for (const [at, next] of order.slice(1).entries())
        expect(compareBy(tied[order[at]!]!.ties, tied[next]!.ties)).toBeLessThanOrEqual(0)
      if (tieBreak === 'number')
        expect(order.map((at) => tied[at]!.id)).toEqual(ranked(all, { ranking }).map(({ id }) => id))
    }),
  )
})

test('a ranking in words', () => {
  expect(rankingInWords(['normalised'])).toBe('By normalised score, equals by application number')
  expect(rankingInWords(['rank', 'score'])).toBe(
    'By institution’s rank, equals by raw score, then by application number',
  )
})
