import { type Agreement, agreementOf } from './agreement'
import { fit } from './model'
import { ranksOf, type Uncertainty, uncertainty } from './rank'
import type { Design } from './system'

/** A submitted review: the reviewer, the application and the total. */
export type Review = { application: string; reviewer: string; total: number }

export type CalibratedReviewer = Agreement & { id: string; severity: number; error: number }
export type CalibratedApplication = {
  id: string
  reviews: number
  /** The mean of its totals, and what it would be with reviewers of average severity. */
  raw: number
  normalised: number
  rawRank: number
  rank: number
  uncertainty: Uncertainty | null
}

export type Calibration = {
  /** How many reviews of how many applications by how many reviewers. */
  count: number
  mean: number
  /** Whether the model could be fitted; if not, normalised scores are the raw ones. */
  fitted: boolean
  variances: { quality: number; severity: number; error: number }
  /** The places of the track: the ranks that would be awarded. */
  places: number
  draws: number
  reviewers: CalibratedReviewer[]
  /** In the order of the normalised rank. */
  applications: CalibratedApplication[]
}

export type Options = { places: number; draws: number; seed: number }

/** Works out a track's calibration. The same reviews with the same seed give the same result, in any order. Pure. */
export function calibrate(reviews: Review[], options: Options): Calibration {
  const { places, draws, seed } = options
  const sorted = [...reviews].sort(
    (a, b) => compare(a.application, b.application) || compare(a.reviewer, b.reviewer) || a.total - b.total,
  )
  const applications = [...new Set(sorted.map(({ application }) => application))].sort(compare)
  const reviewers = [...new Set(sorted.map(({ reviewer }) => reviewer))].sort(compare)
  const placeOf = (ids: string[]) => new Map(ids.map((id, place) => [id, place]))
  const [applicationAt, reviewerAt] = [placeOf(applications), placeOf(reviewers)]
  const design: Design = {
    applications: applications.length,
    reviewers: reviewers.length,
    reviews: sorted.map(({ application, reviewer, total }) => ({
      application: applicationAt.get(application)!,
      reviewer: reviewerAt.get(reviewer)!,
      score: total,
    })),
  }
  const fitted = fit(design)
  const sure = uncertainty(design, fitted, { draws, seed, places })
  const sums = new Float64Array(applications.length)
  const counts = new Uint32Array(applications.length)
  for (const { application, score } of design.reviews) {
    sums[application]! += score
    counts[application]!++
  }
  const raw = sums.map((sum, i) => sum / counts[i]!)
  const normalised = fitted.at ? fitted.quality.map((value) => fitted.mean + value) : raw
  const [rawRanks, ranks] = [ranksOf(raw), ranksOf(normalised)]
  return {
    count: reviews.length,
    mean: fitted.mean || 0,
    fitted: fitted.at !== null,
    variances: fitted.variances,
    places,
    draws: sure ? draws : 0,
    reviewers: agreementOf(design).map((agreement, j) => ({
      id: reviewers[j]!,
      ...agreement,
      severity: fitted.severity[j]!,
      error: fitted.severityError[j]!,
    })),
    applications: applications
      .map((id, i) => ({
        id,
        reviews: counts[i]!,
        raw: raw[i]!,
        normalised: normalised[i]!,
        rawRank: rawRanks[i]!,
        rank: ranks[i]!,
        uncertainty: sure?.[i] ?? null,
      }))
      .sort((a, b) => a.rank - b.rank || compare(a.id, b.id)),
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
