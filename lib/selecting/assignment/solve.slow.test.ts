import fc from 'fast-check'
import { expect, test } from 'vitest'
import { problemOf, type Work } from './build'
import { concernsOf, costOf, isAllowed } from './cost'
import { FORBIDDEN, type Problem } from './problem'
import { findSolution } from './solution'
import { solve } from './solve'

const COUNTRIES = ['cn', 'ng', 'br', null]
const reviewer = fc.record({
  tracks: fc.subarray(['phd', 'masters'], { maxLength: 1 }),
  programmes: fc.subarray(['physics', 'botany', 'history']),
  languages: fc.subarray(['english', 'chinese'], { maxLength: 1 }),
  country: fc.constantFrom(...COUNTRIES),
  institution: fc.constantFrom('ustc', 'ucas', null),
  affiliation: fc.constantFrom('Nile University', null),
  limit: fc.integer({ min: 0, max: 5 }),
  used: fc.constant(0),
})
const application = (reviewers: number) =>
  fc.record({
    track: fc.constantFrom('phd', 'masters'),
    programme: fc.constantFrom('physics', 'botany', null),
    language: fc.constantFrom('english', 'chinese', 'both', null),
    country: fc.constantFrom(...COUNTRIES),
    wanted: fc.integer({ min: 1, max: 3 }),
    standing: fc.uniqueArray(fc.integer({ min: 0, max: reviewers - 1 }), { maxLength: 1 }),
    former: fc.uniqueArray(fc.integer({ min: 0, max: reviewers - 1 }), { maxLength: 1 }),
  })

/** Small assignments in which present ones use up part of the loads. */
const work: fc.Arbitrary<Work> = fc
  .record({ applications: fc.integer({ min: 1, max: 4 }), reviewers: fc.integer({ min: 1, max: 4 }) })
  .chain(({ applications, reviewers }) => {
    const pairs = fc
      .array(fc.tuple(fc.integer({ min: 0, max: applications - 1 }), fc.integer({ min: 0, max: reviewers - 1 })), {
        maxLength: 4,
      })
      .map((list) => Int32Array.from(list.flat()))
    return fc.record({
      review: fc.constant<Work['review']>({
        blind: false,
        recommendations: [],
        umbrellas: [],
        conflictOfInterest: [],
        languages: [
          { key: 'english', name: 'English', of: ['english', 'both'] },
          { key: 'chinese', name: 'Chinese', of: ['chinese', 'both'] },
        ],
      }),
      options: fc.record({ disciplines: fc.constantFrom('prefer' as const, 'require' as const) }),
      applications: fc.array(application(reviewers), { minLength: applications, maxLength: applications }),
      reviewers: fc.array(reviewer, { minLength: reviewers, maxLength: reviewers }),
      conflicts: pairs,
      affiliated: pairs,
    })
  })
  .map((made) => {
    const used = (r: number) => made.applications.filter(({ standing }) => standing.includes(r)).length
    return { ...made, reviewers: made.reviewers.map((one, r) => ({ ...one, used: used(r) })) }
  })

test('a pair costs what the reasons against it cost, and is forbidden where one of them forbids it', () => {
  const has = (pairs: Int32Array, a: number, r: number) =>
    pairs.some((one, at) => at % 2 === 0 && one === a && pairs[at + 1] === r)
  fc.assert(
    fc.property(work, (made) => {
      const { cost } = problemOf(made)
      for (const [a, application] of made.applications.entries())
        for (const [r, reviewer] of made.reviewers.entries()) {
          const concerns = concernsOf(made, application, reviewer, has(made.affiliated, a, r))
          const had = application.standing.includes(r) || application.former.includes(r) || has(made.conflicts, a, r)
          const free = !had && concerns.every((concern) => isAllowed(concern, made.options))
          expect(cost[a * made.reviewers.length + r]).toBe(free ? costOf(concerns) : FORBIDDEN)
        }
    }),
  )
})

/** The lowest cost of all possible assignments, by trying each. */
function bruteForce(problem: Problem): number {
  const { applications, reviewers, cost, need, missing, tiers, levels } = problem
  const load = new Array<number>(reviewers).fill(0)
  let best = Number.POSITIVE_INFINITY
  const loadCost = () =>
    load.reduce((sum, count, r) => {
      let left = count
      for (const tier of tiers[r]!) {
        const taken = Math.min(left, tier.size)
        sum += taken * tier.cost
        left -= taken
      }
      return left > 0 ? Number.POSITIVE_INFINITY : sum
    }, 0)
  const visit = (a: number, sofar: number) => {
    if (sofar >= best) return
    if (a === applications) {
      best = Math.min(best, sofar + loadCost())
      return
    }
    for (let subset = 0; subset < 1 << reviewers; subset++) {
      const given = Array.from({ length: reviewers }, (_, r) => r).filter((r) => subset & (1 << r))
      if (given.length > need[a]! || given.some((r) => cost[a * reviewers + r] === FORBIDDEN)) continue
      let sum = (need[a]! - given.length) * missing
      for (const r of given) sum += cost[a * reviewers + r]!
      for (const { group, free, penalty } of levels) {
        for (const key of new Set(given.map((r) => group[r]!))) {
          if (key < 0) continue
          sum += penalty * Math.max(0, given.filter((r) => group[r] === key).length - free(a, key))
        }
      }
      for (const r of given) load[r]!++
      visit(a + 1, sofar + sum)
      for (const r of given) load[r]!--
    }
  }
  visit(0, 0)
  return best
}

test('the solution costs as little as the best assignment, and respects conflicts, loads and numbers', async () => {
  await fc.assert(
    // With few pairs at the start, or none, the solver has to find the others by their prices.
    fc.asyncProperty(work, fc.integer({ min: 0, max: 4 }), async (given, first) => {
      const problem = problemOf(given)
      const { chosen, objective } = await solve(problem, () => {}, first)
      const size = given.reviewers.length
      const conflicts = new Set(pairsOf(given.conflicts).map(([a, r]) => a! * size + r!))
      const load = given.reviewers.map(({ used }) => used)
      for (const { application: a, reviewer: r } of chosen) {
        load[r]!++
        expect(conflicts.has(a * size + r)).toBe(false)
        expect(given.applications[a]!.standing).not.toContain(r)
        expect(given.applications[a]!.former).not.toContain(r)
      }
      expect(new Set(chosen.map(({ application, reviewer: r }) => application * size + r)).size).toBe(chosen.length)
      for (const [r, one] of given.reviewers.entries())
        expect(load[r]).toBeLessThanOrEqual(Math.max(one.limit, one.used))
      for (const [a, one] of given.applications.entries()) {
        const got = chosen.filter(({ application: of }) => of === a).length
        expect(got + one.standing.length).toBeLessThanOrEqual(Math.max(one.wanted, one.standing.length))
      }
      expect(objective).toBeCloseTo(bruteForce(problem), 6)
    }),
    { numRuns: 200 },
  )
})

test('as few reviewers as possible are missing, with the reason', async () => {
  await fc.assert(
    fc.asyncProperty(work, async (given) => {
      const { pairs, short } = await findSolution(given)
      const need = problemOf(given).need.reduce((sum, one) => sum + one, 0)
      const missing = short.reduce((sum, one) => sum + one.missing, 0)
      expect(pairs.length / 3 + missing).toBe(need)
      // With equal costs, only the number counts.
      const numbers = { ...problemOf(given), levels: [] }
      numbers.cost = numbers.cost.map((cost) => (cost === FORBIDDEN ? FORBIDDEN : 0))
      numbers.tiers = numbers.tiers.map((tiers) => tiers.map(({ size }) => ({ size, cost: 0 })))
      const least = bruteForce(numbers) / numbers.missing
      expect(missing).toBe(least)
      for (const { application, why } of short) {
        const others = given.reviewers.length - given.applications[application]!.standing.length
        expect(Object.values(why).reduce((sum, count) => sum + count, 0)).toBe(others)
      }
    }),
    { numRuns: 100 },
  )
})

test('the solver finds pairs outside its first selection by their price', async () => {
  // The cheapest 16 of each application are the same few reviewers with little room: the solver has to find others.
  const [applications, reviewers] = [60, 90]
  const cost = new Int16Array(applications * reviewers)
  for (let a = 0; a < applications; a++)
    for (let r = 0; r < reviewers; r++) cost[a * reviewers + r] = r < 16 ? r : 20 + ((a * 7 + r) % 9)
  const tiers = Array.from({ length: reviewers }, () => [{ size: 2, cost: 0 }])
  const need = new Int32Array(applications).fill(3)
  const problem = { applications, reviewers, cost, need, missing: 10_000, tiers, levels: [] }
  const { chosen, objective } = await solve(problem)
  expect(chosen).toHaveLength(180)
  // All 180 places are used: the cheap reviewers' at their price, each of the other 148 at 20 or slightly more.
  expect(objective).toBeLessThanOrEqual(2 * 120 + 148 * 28)
  expect(objective).toBeGreaterThanOrEqual(2 * 120 + 148 * 20)
})

function pairsOf(list: Int32Array): number[][] {
  return Array.from({ length: list.length / 2 }, (_, at) => [list[at * 2]!, list[at * 2 + 1]!])
}
