import fc from 'fast-check'
import { mean, sampleCorrelation } from 'simple-statistics'
import { expect, test } from 'vitest'
import { plantedReviews } from '@/lib/tools/testing/reviews'
import { type Calibration, calibrate, type Review } from './calibrate'

const options = { places: 20, draws: 0, seed: 1 }
const numberOf = (id: string) => Number(id.slice(1))

/** The figures of each reviewer and application by id, for comparison. */
const severities = ({ reviewers }: Calibration) => new Map(reviewers.map(({ id, severity }) => [id, severity]))
const scores = ({ applications }: Calibration) => new Map(applications.map(({ id, normalised }) => [id, normalised]))

/** What holds for any calibration: every figure is present and a number. */
function expectWhole(result: Calibration) {
  expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity/)
  for (const { raw, normalised, rank, rawRank } of result.applications)
    for (const value of [raw, normalised, rank, rawRank]) expect(Number.isFinite(value)).toBe(true)
  for (const { mean, severity, error } of result.reviewers)
    for (const value of [mean, severity, error]) expect(Number.isFinite(value)).toBe(true)
}

test('the model recovers planted severities and qualities, better than raw means do', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const planted = plantedReviews({ seed, applications: 200, reviewers: 30, each: 3 })
      const result = calibrate(planted.reviews, options)
      const truth = result.reviewers.map(({ id }) => planted.severities[numberOf(id)]!)
      const centre = mean(planted.severities)
      expect(
        sampleCorrelation(
          result.reviewers.map(({ severity }) => severity),
          truth,
        ),
      ).toBeGreaterThan(0.85)
      for (const [n, { severity, error }] of result.reviewers.entries())
        expect(Math.abs(severity - (truth[n]! - centre))).toBeLessThan(5 * error + 0.3)
      const worth = result.applications.map(({ id }) => planted.qualities[numberOf(id)]!)
      const closeness = (of: 'raw' | 'normalised') =>
        sampleCorrelation(
          result.applications.map((a) => a[of]),
          worth,
        )
      expect(closeness('normalised')).toBeGreaterThan(closeness('raw'))
    }),
    { numRuns: 15 },
  )
})

test('the model finds the planted variances', () => {
  const { reviews } = plantedReviews({ seed: 5, applications: 600, reviewers: 120, each: 3 })
  const { variances, fitted } = calibrate(reviews, options)
  expect(fitted).toBe(true)
  expect(variances.quality).toBeCloseTo(1.44, 0)
  expect(Math.abs(variances.severity - 0.81)).toBeLessThan(0.3)
  expect(Math.abs(variances.error - 0.64)).toBeLessThan(0.1)
})

test('similar reviewers get almost no severity where none was planted', () => {
  const { reviews } = plantedReviews({ seed: 8, applications: 300, reviewers: 40, each: 3, severity: 0 })
  const result = calibrate(reviews, options)
  expect(result.variances.severity).toBeLessThan(0.03)
  for (const { severity } of result.reviewers) expect(Math.abs(severity)).toBeLessThan(0.2)
})

test('a constant that all reviewers add changes no rank; one that a single reviewer adds counts as severity', () => {
  const { reviews } = plantedReviews({ seed: 11, applications: 300, reviewers: 30, each: 3 })
  const before = calibrate(reviews, options)
  const shifted = calibrate(
    reviews.map((review) => ({ ...review, total: review.total + 3 })),
    options,
  )
  expect(shifted.applications.map(({ id }) => id)).toEqual(before.applications.map(({ id }) => id))
  const severe = calibrate(
    reviews.map((review) => (review.reviewer === 'r7' ? { ...review, total: review.total - 2 } : review)),
    options,
  )
  const moved = severities(severe).get('r7')! - severities(before).get('r7')!
  expect(moved).toBeLessThan(-1.7)
  // A mean of three changes by 0.67; less than a seventh of that is left.
  for (const [id, score] of scores(severe)) expect(Math.abs(score - scores(before).get(id)!)).toBeLessThan(0.1)
})

test('one review 3 points below the others’ does not count as a severity of 3', () => {
  const { reviews } = plantedReviews({ seed: 3, applications: 200, reviewers: 20, each: 3 })
  const others = (id: string) => mean(reviews.filter(({ application }) => application === id).map(({ total }) => total))
  const three = (reviewer: string, n: number): Review => ({
    application: `a${n}`,
    reviewer,
    total: others(`a${n}`) - 3,
  })
  const result = calibrate(
    [...reviews, three('once', 0), ...Array.from({ length: 30 }, (_, n) => three('often', n + 1))],
    options,
  )
  const of = (id: string) => result.reviewers.find((reviewer) => reviewer.id === id)!
  expect(of('often').severity).toBeLessThan(-2)
  expect(of('once').severity).toBeGreaterThan(of('often').severity)
  expect(of('once').severity).toBeGreaterThan(-0.75 * 3)
  expect(of('once').error).toBeGreaterThan(2 * of('often').error)
  expect(of('once')).toMatchObject({ reviews: 1, spread: null, correlation: null })
})

test('names and the order of reviews do not matter', () => {
  const { reviews } = plantedReviews({ seed: 21, applications: 80, reviewers: 15, each: 3 })
  const before = calibrate(reviews, { ...options, draws: 50 })
  const again = calibrate([...reviews].reverse(), { ...options, draws: 50 })
  expect(again).toEqual(before)
  const other = (id: string) => `z${(numberOf(id) * 37) % 1009}${id}`
  const renamed = calibrate(
    reviews.map((review) => ({ ...review, application: other(review.application), reviewer: other(review.reviewer) })),
    options,
  )
  for (const [id, score] of scores(before)) expect(scores(renamed).get(other(id))).toBeCloseTo(score, 2)
  for (const [id, severity] of severities(before)) expect(severities(renamed).get(other(id))).toBeCloseTo(severity, 2)
})

test('uninformative reviews give raw scores and no errors: none, one reviewer, all equal, none shared', () => {
  const none = calibrate([], options)
  expect(none).toMatchObject({ count: 0, fitted: false, reviewers: [], applications: [] })
  expectWhole(none)
  const one = plantedReviews({ seed: 1, applications: 10, reviewers: 1, each: 1 }).reviews
  const equal = plantedReviews({ seed: 1, applications: 10, reviewers: 5, each: 3 }).reviews.map((r) => ({
    ...r,
    total: 7,
  }))
  const apart = plantedReviews({ seed: 1, applications: 10, reviewers: 5, each: 1 }).reviews
  for (const reviews of [one, equal, apart]) {
    const result = calibrate(reviews, { ...options, draws: 10 })
    expectWhole(result)
    expect(result.fitted).toBe(false)
    for (const { normalised, raw, rank, rawRank, uncertainty } of result.applications) {
      expect(normalised).toBe(raw)
      expect(rank).toBe(rawRank)
      expect(uncertainty).toBeNull()
    }
  }
})

test('any set of reviews gets complete figures', () => {
  const total = fc.oneof(fc.constantFrom(0, 5, 10), fc.double({ min: 0, max: 10, noNaN: true }))
  const review = fc.record({
    application: fc.integer({ min: 0, max: 6 }).map((n) => `a${n}`),
    reviewer: fc.integer({ min: 0, max: 4 }).map((n) => `r${n}`),
    total,
  })
  const unique = fc.uniqueArray(review, { selector: (r) => r.application + r.reviewer, maxLength: 25 })
  fc.assert(
    fc.property(unique, (reviews) => expectWhole(calibrate(reviews, { ...options, draws: 5 }))),
    { numRuns: 150 },
  )
})

test('nine of ten true ranks lie within their 90 % interval', () => {
  const { reviews, qualities } = plantedReviews({ seed: 4, applications: 300, reviewers: 45, each: 3 })
  const { applications } = calibrate(reviews, { ...options, draws: 300 })
  const order = qualities.map((worth, n) => ({ worth, id: `a${n}` })).sort((a, b) => b.worth - a.worth)
  const trueRank = new Map(order.map(({ id }, place) => [id, place + 1]))
  const covered = applications.filter(({ id, uncertainty }) => {
    const rank = trueRank.get(id)!
    return uncertainty!.low <= rank && rank <= uncertainty!.high
  })
  const share = covered.length / applications.length
  expect(share).toBeGreaterThan(0.84)
  expect(share).toBeLessThan(0.96)
  const sure = applications.map(({ uncertainty }) => uncertainty!.within)
  expect(mean(sure) * applications.length).toBeCloseTo(20, 5)
})

test('an application with more reviews has a narrower interval', () => {
  const widthWith = (each: number) => {
    const { reviews } = plantedReviews({ seed: 9, applications: 100, reviewers: 25, each })
    const { applications } = calibrate(reviews, { ...options, draws: 200 })
    return mean(applications.map(({ uncertainty }) => uncertainty!.high - uncertainty!.low))
  }
  expect(widthWith(8)).toBeLessThan(0.7 * widthWith(2))
})
