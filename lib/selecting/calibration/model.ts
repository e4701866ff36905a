import { minimise } from './minimise'
import { type Design, type Ratios, type Scored, type System, systemOf } from './system'

/**
 * Estimates how severe reviewers are, and the quality of applications without that:
 *
 *   total = mean + quality of the application + severity of the reviewer + error
 *
 * Quality and severity are random effects, crossed (Searle, Casella and McCulloch 1992, Variance Components). The
 * variances maximise the restricted likelihood (REML), and the effects are their best linear unbiased predictions
 * (BLUP; Robinson 1991, Statistical Science 6(1)): a reviewer of few applications is drawn towards no severity, and an
 * application with few reviews towards the mean. Spread is not adjusted: twenty reviews say too little about it.
 */
export type Fit = {
  mean: number
  /** For each application, on the scale of the totals. */
  quality: Float64Array
  /** For each reviewer: how many points they give below (negative) or above the average. */
  severity: Float64Array
  /** Its standard error. */
  severityError: Float64Array
  variances: { quality: number; severity: number; error: number }
  /** For further simulation with the same ratios; null where nothing was fitted. */
  at: { system: System; ratios: Ratios; deviation: number } | null
}

/** Above it a variance is practically infinite; below it practically zero. */
const MOST = 30
/** Scores that differ by no more are equal. */
const LEAST = 1e-9

/**
 * Fits the model. Where reviews cannot separate quality from error (none shared, all equal), every effect is 0. Pure.
 */
export function fit(design: Design): Fit {
  const { reviews } = design
  const mean = reviews.reduce((sum, { score }) => sum + score, 0) / Math.max(1, reviews.length)
  const scores = reviews.map(({ score }) => score - mean)
  if (!tells(design.reviews, scores)) return nothing(design, mean)
  const deviance = (ratios: Ratios) => {
    const system = systemOf(design, ratios)
    const { penalised } = system.solve(scores)
    const free = scores.length - 1
    return system.logDeterminant + free * Math.log(Math.max(penalised, LEAST) / free)
  }
  const bounded = (quality: number, severity: number): Ratios => ({
    quality: Math.min(Math.abs(quality), MOST),
    severity: Math.min(Math.abs(severity), MOST),
  })
  const ratios = bounded(...minimise((...place) => deviance(bounded(...place)), [1, 0.5]))
  const system = systemOf(design, ratios)
  const solved = system.solve(scores)
  const error = Math.max(solved.penalised, LEAST) / (scores.length - 1)
  const deviation = Math.sqrt(error)
  return {
    mean: mean + solved.mean,
    quality: solved.quality.map((value) => value * ratios.quality),
    severity: solved.severity.map((value) => value * ratios.severity),
    severityError: system.severityVariances().map((value) => Math.sqrt(value) * deviation),
    variances: { quality: error * ratios.quality ** 2, severity: error * ratios.severity ** 2, error },
    at: { system, ratios, deviation },
  }
}

/** Whether an application has two reviews, and any two scores differ. */
function tells(reviews: Scored[], scores: number[]): boolean {
  const applications = new Set(reviews.map(({ application }) => application))
  return applications.size < reviews.length && scores.some((score) => Math.abs(score - scores[0]!) > LEAST)
}

function nothing({ applications, reviewers }: Design, mean: number): Fit {
  return {
    mean,
    quality: new Float64Array(applications),
    severity: new Float64Array(reviewers),
    severityError: new Float64Array(reviewers),
    variances: { quality: 0, severity: 0, error: 0 },
    at: null,
  }
}
