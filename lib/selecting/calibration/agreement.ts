import { mean, sampleCorrelation, sampleStandardDeviation } from 'simple-statistics'
import type { Design, Scored } from './system'

/** How a reviewer's totals compare with those of others on the same applications, unadjusted. */
export type Agreement = {
  reviews: number
  mean: number
  /** The standard deviation; null with fewer than two reviews. */
  spread: number | null
  /** Reviews of applications that another reviewer reviewed too. */
  shared: number
  /** The average difference from the others' mean; null if none is shared. */
  difference: number | null
  /** Pearson's correlation with the others' mean; null with fewer than five shared, or if either never varies. */
  correlation: number | null
}

/** With fewer points a correlation is chance. */
const FEWEST = 5

/** The agreement of each reviewer. Pure. */
export function agreementOf({ reviews, applications, reviewers }: Design): Agreement[] {
  const sums = new Float64Array(applications)
  const counts = new Uint32Array(applications)
  const own: Scored[][] = Array.from({ length: reviewers }, () => [])
  for (const review of reviews) {
    sums[review.application]! += review.score
    counts[review.application]!++
    own[review.reviewer]!.push(review)
  }
  return own.map((given) => {
    const scores = given.map(({ score }) => score)
    const shared = given.filter(({ application }) => counts[application]! > 1)
    const mine = shared.map(({ score }) => score)
    const theirs = shared.map(({ application, score }) => (sums[application]! - score) / (counts[application]! - 1))
    return {
      reviews: scores.length,
      mean: scores.length > 0 ? mean(scores) : 0,
      spread: scores.length > 1 ? sampleStandardDeviation(scores) : null,
      shared: shared.length,
      difference: shared.length > 0 ? mean(mine.map((score, n) => score - theirs[n]!)) : null,
      correlation: shared.length >= FEWEST ? correlation(mine, theirs) : null,
    }
  })
}

function correlation(a: number[], b: number[]): number | null {
  const found = sampleCorrelation(a, b)
  return Number.isFinite(found) ? found : null
}
