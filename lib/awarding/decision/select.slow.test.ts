import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomOf } from '@/lib/shared/seeded-random'
import { type Selection, type SelectionLimit, select } from './select'
import { type Candidate, orderPairs, type Rule, tieOrder, valuesOf } from './value'

const limit = (count: number): fc.Arbitrary<SelectionLimit> =>
  fc
    .record({
      label: fc.constant('limit'),
      counts: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
      most: fc.option(fc.nat(3)),
      least: fc.nat(3),
    })
    .map((one) => ({ ...one, least: one.most === null ? one.least : null }))

const selection: fc.Arbitrary<Selection> = fc.integer({ min: 0, max: 9 }).chain((count) =>
  fc.record({
    places: fc.nat(6),
    // Few different values, so that there are many ties.
    values: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: count, maxLength: count }),
    order: fc.shuffledSubarray(
      Array.from({ length: count }, (_, at) => at),
      { minLength: count },
    ),
    limits: fc.array(limit(count), { maxLength: 3 }),
    pairs: fc
      .array(fc.tuple(fc.nat(Math.max(0, count - 1)), fc.nat(Math.max(0, count - 1))), { maxLength: 4 })
      .map((all) => (count === 0 ? [] : all.filter(([one, other]) => one !== other))),
  }),
)

function allowed({ places, limits, pairs }: Selection, chosen: boolean[]): boolean {
  const count = (which: (at: number) => boolean) => chosen.filter((is, at) => is && which(at)).length
  return (
    count(() => true) <= places &&
    limits.every(({ counts, most, least }) =>
      most !== null ? count((at) => counts[at]!) <= most : count((at) => !counts[at]) <= Math.max(0, places - least!),
    ) &&
    pairs.every(([better, worse]) => !chosen[worse] || chosen[better])
  )
}

/** Tries every selection: the greatest total, and of those the first in the order that breaks ties. */
function byTrying(given: Selection) {
  const { values, order } = given
  const inOrder = values.map((_, at) => at).sort((one, other) => order[one]! - order[other]!)
  let best = { total: -1, key: '', chosen: [] as boolean[] }
  for (let bits = 0; bits < 2 ** values.length; bits++) {
    const chosen = values.map((_, at) => (bits & (1 << at)) > 0)
    if (!allowed(given, chosen)) continue
    const total = values.reduce((sum, value, at) => sum + (chosen[at] ? value : 0), 0)
    const key = inOrder.map((at) => (chosen[at] ? '1' : '0')).join('')
    if (total > best.total || (total === best.total && key > best.key)) best = { total, key, chosen }
  }
  return best
}

test('the selection, its ties, what each limit costs and the margin are those of trying everything', async () => {
  await fc.assert(
    fc.asyncProperty(selection, async (given) => {
      const found = await select(given, 3)
      const best = byTrying(given)
      expect({ chosen: found.chosen, total: found.total }).toEqual({ chosen: best.chosen, total: best.total })
      for (const [at, cost] of found.costs.entries()) {
        const without = { ...given, limits: given.limits.filter((_, other) => other !== at) }
        expect(cost).toBe(byTrying(without).total - best.total)
      }
      expect(found.pairsCost).toBe(byTrying({ ...given, pairs: [] }).total - best.total)
      for (const { at, loss } of found.margin) {
        const forced: SelectionLimit = best.chosen[at]
          ? { label: '', counts: given.values.map((_, other) => other === at), most: 0, least: null }
          : { label: '', counts: given.values.map(() => false), most: null, least: 0 }
        if (best.chosen[at])
          expect(loss).toBe(best.total - byTrying({ ...given, limits: [...given.limits, forced] }).total)
        expect(loss).toBeGreaterThanOrEqual(0)
      }
    }),
    { numRuns: 150 },
  )
})

const rule: Rule = { scoreWeight: 2, rankWeight: 1, keepOrder: true, tieBreak: 'number', seed: 7 }
const candidate = (number: string, score: number | null, rank: number | null, institution = 'a'): Candidate => ({
  id: number,
  number,
  score,
  rank,
  institution,
  country: null,
  gender: null,
})

test('values: the weighted mean of score and rank; a place is worth more than none', () => {
  const all = [candidate('1', 9, 1), candidate('2', 6, 2), candidate('3', null, null), candidate('4', 3, 1, 'b')]
  expect(valuesOf(all, rule)).toEqual([9334, 4001, 1, 5334])
  expect(valuesOf(all, { ...rule, rankWeight: 0 })).toEqual([9001, 6001, 1, 3001])
})

test('ties go by number, or by a draw that the seed repeats, whatever order the candidates come in', () => {
  const all = ['03', '01', '02', '05', '04'].map((number) => candidate(number, 5, null))
  expect(tieOrder(all, rule)).toEqual([2, 0, 1, 4, 3])
  const draw = { ...rule, tieBreak: 'draw' as const }
  const named = (list: Candidate[], seed: number) =>
    list
      .map(({ number }, at) => ({ number, place: tieOrder(list, { ...draw, seed })[at]! }))
      .sort((one, other) => one.place - other.place)
      .map(({ number }) => number)
  expect(named(all, 7)).toEqual(named([...all].reverse(), 7))
  const seeds = Array.from({ length: 20 }, (_, seed) => named(all, seed).join())
  expect(new Set(seeds).size).toBeGreaterThan(5)
})

test('by an institution’s order, a rank gets places only after all of the rank before', () => {
  const all = [
    candidate('1', 5, 2),
    candidate('2', 5, 1),
    candidate('3', 5, 1),
    candidate('4', 5, 1, 'b'),
    candidate('5', 5, null),
  ]
  expect(orderPairs(all)).toEqual([
    [1, 0],
    [2, 0],
  ])
})

test('500 candidates for 300 places within limits and an order, to the optimum', async () => {
  const random = randomOf(3)
  const all = Array.from({ length: 500 }, (_, at) =>
    candidate(String(1000 + at), random.int(0, 100) / 10, Math.floor(at / 25) + 1, `i${at % 25}`),
  )
  const someOf = (share: number) => all.map(() => random.chance(share))
  const given = {
    places: 300,
    values: valuesOf(all, rule),
    order: tieOrder(all, rule),
    pairs: orderPairs(all),
    limits: [
      { label: 'cap', counts: someOf(0.2), most: 40, least: null },
      { label: 'kept', counts: someOf(0.5), most: null, least: 200 },
      { label: 'few', counts: someOf(0.1), most: 20, least: null },
    ],
  }
  const { chosen, costs, total } = await select(given)
  expect(allowed(given, chosen)).toBe(true)
  expect(total).toBeGreaterThan(0)
  expect(costs.every((cost) => cost >= 0)).toBe(true)
})
