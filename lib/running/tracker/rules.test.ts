import fc from 'fast-check'
import { expect, test } from 'vitest'
import { STATES } from '@/lib/lifecycle/application'
import { betaBinomial, forecast } from './forecast'
import { type Counted, publishable, reached, SUBMITTED_STAGES } from './rules'

const PRIOR = { share: 0.8, weight: 10 }

test('the forecast starts with the Call’s expectation, and follows the answers', () => {
  const before = forecast({ accepted: 0, refused: 0, open: 100 }, PRIOR)
  expect(before.mean).toBeCloseTo(80)
  // n a b (a + b + n) / ((a + b)² (a + b + 1)) with a = 8, b = 2.
  expect(before.sd).toBeCloseTo(Math.sqrt((100 * 16 * 110) / (100 * 11)))
  const after = forecast({ accepted: 40, refused: 60, open: 100 }, PRIOR)
  expect(after.mean).toBeCloseTo(40 + (100 * 48) / 110)
  expect(after.sd).toBeLessThan(before.sd)
  expect(forecast({ accepted: 7, refused: 3, open: 0 }, PRIOR)).toEqual({ mean: 7, sd: 0, low: 7, high: 7 })
})

test('the probabilities form a distribution with the given mean and spread; the interval holds nine tenths', () => {
  const answers = fc.record({
    accepted: fc.integer({ min: 0, max: 300 }),
    refused: fc.integer({ min: 0, max: 300 }),
    open: fc.integer({ min: 0, max: 300 }),
  })
  const prior = fc.record({
    share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    weight: fc.double({ min: 0.1, max: 1000, noNaN: true }),
  })
  fc.assert(
    fc.property(answers, prior, (given, { share, weight }) => {
      const { mean, sd, low, high } = forecast(given, { share, weight })
      const all = betaBinomial(given.open, share * weight + given.accepted, (1 - share) * weight + given.refused)
      const sum = (of: (k: number) => number) => all.reduce((total, p, k) => total + p * of(k), 0)
      const open = mean - given.accepted
      expect(sum(() => 1)).toBeCloseTo(1, 6)
      expect(sum((k) => k)).toBeCloseTo(open, 4)
      expect(Math.sqrt(sum((k) => (k - open) ** 2))).toBeCloseTo(sd, 3)
      expect(sum((k) => (k >= low - given.accepted && k <= high - given.accepted ? 1 : 0))).toBeGreaterThan(0.9 - 1e-9)
    }),
  )
})

test('an applicant who reached a stage reached those before; a withdrawn one counts from the state in its event', () => {
  const states = STATES.map((state) => ({ track: 'phd', state, count: 1 }))
  const found = reached(states, [
    { track: 'phd', from: 'accepted', count: 1 },
    { track: 'phd', from: null, count: 1 },
  ])
  expect(found).toEqual({ submitted: 16, eligible: 12, nominated: 9, awarded: 6, accepted: 3, enrolled: 1 })
  for (const [at, stage] of SUBMITTED_STAGES.slice(1).entries())
    expect(found[stage]).toBeLessThanOrEqual(found[SUBMITTED_STAGES[at]!])
})

test('no public number covers fewer than five people, nor can anybody work one out', () => {
  const value = fc.option(fc.string({ minLength: 1, maxLength: 2 }), { nil: null })
  const counts: fc.Arbitrary<Counted[]> = fc.uniqueArray(fc.record({ value, count: fc.integer({ min: 0, max: 12 }) }), {
    selector: ({ value }) => value,
  })
  fc.assert(
    fc.property(counts, (given) => {
      const { groups, rest } = publishable(given)
      for (const { count } of groups) expect(count).toBeGreaterThanOrEqual(5)
      expect(rest === 0 || rest >= 5).toBe(true)
      const total = given.reduce((sum, { count }) => sum + count, 0)
      const told = groups.reduce((sum, { count }) => sum + count, rest)
      expect(told === total || told === 0).toBe(true)
    }),
  )
})
