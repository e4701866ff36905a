import type { Review } from '@/lib/selecting/calibration/calibrate'
import { randomOf } from '@/lib/shared/seeded-random'

type Planted = {
  seed: number
  applications: number
  reviewers: number
  /** Reviews of each application. */
  each: number
  /** Standard deviations. */
  quality?: number
  severity?: number
  error?: number
}

/** Totals with a planted quality of each application and a planted severity of each reviewer. */
export function plantedReviews({
  seed,
  applications,
  reviewers,
  each,
  quality = 1.2,
  severity = 0.9,
  error = 0.8,
}: Planted) {
  const random = randomOf(seed)
  const qualities = Array.from({ length: applications }, () => quality * random.normal())
  const severities = Array.from({ length: reviewers }, () => severity * random.normal())
  const everybody = severities.map((_, reviewer) => reviewer)
  const reviews: Review[] = qualities.flatMap((worth, application) =>
    random.some(everybody, each).map((reviewer) => ({
      application: `a${application}`,
      reviewer: `r${reviewer}`,
      total: 6 + worth + severities[reviewer]! + error * random.normal(),
    })),
  )
  return { reviews, qualities, severities }
}
