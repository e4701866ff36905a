import { randomOf } from '@/lib/shared/seeded-random'
import type { Fit } from './model'
import type { Design } from './system'

/** Scores that differ by less are a tie. */
const TIE = 1e-9

/** The rank of each score, highest first; equal scores share the better rank, and the next rank is skipped. Pure. */
export function ranksOf(scores: ArrayLike<number>): number[] {
  const order = inOrder(scores)
  const ranks = new Array<number>(scores.length)
  for (const [place, index] of order.entries()) {
    const before = place > 0 ? order[place - 1]! : null
    const tied = before !== null && scores[before]! - scores[index]! < TIE
    ranks[index] = tied ? ranks[before]! : place + 1
  }
  return ranks
}

function inOrder(scores: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: scores.length }, (_, index) => index).sort(
    (a, b) => scores[b]! - scores[a]! || a - b,
  )
}

export type Uncertainty = {
  /** The bounds of 90 % of its ranks. */
  low: number
  high: number
  /** The share of draws in which it is among the first `places`. */
  within: number
}

/**
 * How certain each rank is, by a parametric bootstrap of the fitted model. Each draw simulates qualities, severities
 * and errors with the fitted variances for the same reviews, predicts the qualities from the simulated scores, and adds
 * the prediction errors to the real ones. (An application has about three reviews, too few to resample.) The variances
 * count as known. The same seed gives the same result. Null where nothing was fitted.
 */
export function uncertainty(
  design: Design,
  fit: Fit,
  { draws, seed, places }: { draws: number; seed: number; places: number },
): Uncertainty[] | null {
  const { at, quality } = fit
  if (!at) return null
  const { system, ratios, deviation } = at
  const random = randomOf(seed)
  const normals = (count: number) => Float64Array.from({ length: count }, () => random.normal())
  const { applications, reviewers, reviews } = design
  const ranks = Array.from({ length: applications }, () => new Uint32Array(draws))
  for (let draw = 0; draw < draws; draw++) {
    const [qualities, severities] = [normals(applications), normals(reviewers)]
    const scores = reviews.map(
      ({ application, reviewer }) =>
        ratios.quality * qualities[application]! + ratios.severity * severities[reviewer]! + random.normal(),
    )
    const predicted = system.solve(scores).quality
    const drawn = quality.map((value, i) => value + deviation * ratios.quality * (qualities[i]! - predicted[i]!))
    for (const [place, index] of inOrder(drawn).entries()) ranks[index]![draw] = place + 1
  }
  const edge = (share: number) => Math.min(draws - 1, Math.floor(share * draws))
  return ranks.map((own) => {
    const within = own.filter((rank) => rank <= places).length / draws
    own.sort()
    return { low: own[edge(0.05)]!, high: own[edge(0.95)]!, within }
  })
}
