import { CholeskyDecomposition, Matrix } from 'ml-matrix'

/** A total that a reviewer gave an application, both by their positions in a list. */
export type Scored = { application: number; reviewer: number; score: number }
/** Who scored what, without the scores. */
export type Design = { reviews: Scored[]; applications: number; reviewers: number }
/** Standard deviations of quality and of severity, as multiples of the error's. */
export type Ratios = { quality: number; severity: number }
/** The unknowns: the mean, and the effects as multiples of their standard deviations. */
export type Solution = { mean: number; quality: Float64Array; severity: Float64Array; penalised: number }

export type System = {
  /** The logarithm of the determinants that the restricted likelihood needs. */
  logDeterminant: number
  solve(scores: ArrayLike<number>): Solution
  /** The variance of each severity's error, as a multiple of the error variance. */
  severityVariances(): Float64Array
}

/**
 * The penalised least squares of a mixed model with crossed effects (Bates et al. 2015, Journal of Statistical Software
 * 67(1), section 3), at these ratios. It absorbs the applications, which are many with few reviews each, so that the
 * matrix to decompose has one row per reviewer. Pure.
 */
export function systemOf({ reviews, applications, reviewers }: Design, { quality, severity }: Ratios): System {
  const byApplication: number[][] = Array.from({ length: applications }, () => [])
  const given = new Float64Array(reviewers)
  for (const { application, reviewer } of reviews) {
    byApplication[application]!.push(reviewer)
    given[reviewer]!++
  }
  const divisor = Float64Array.from(byApplication, (by) => quality ** 2 * by.length + 1)
  const left = Matrix.zeros(reviewers, reviewers)
  for (let j = 0; j < reviewers; j++) left.set(j, j, severity ** 2 * given[j]! + 1)
  const toMean = new Float64Array(reviewers)
  let meanLeft = 0
  for (const [i, by] of byApplication.entries()) {
    const shared = (quality ** 2 * severity ** 2) / divisor[i]!
    for (const j of by) for (const k of by) left.set(j, k, left.get(j, k) - shared)
    for (const j of by) toMean[j]! += severity / divisor[i]!
    meanLeft += by.length / divisor[i]!
  }
  const decomposed = new CholeskyDecomposition(left)
  const solveLeft = (right: ArrayLike<number>) => decomposed.solve(Matrix.columnVector(Array.from(right))).to1DArray()
  const meanWay = solveLeft(toMean)
  const meanPivot = meanLeft - dot(toMean, meanWay)

  function solve(scores: ArrayLike<number>): Solution {
    const ofApplication = new Float64Array(applications)
    const ofReviewer = new Float64Array(reviewers)
    let squares = 0
    let sum = 0
    for (const [n, { application, reviewer }] of reviews.entries()) {
      const score = scores[n]!
      ofApplication[application]! += score
      ofReviewer[reviewer]! += score
      squares += score * score
      sum += score
    }
    const right = ofReviewer.map((total) => severity * total)
    let meanRight = 0
    for (const [i, by] of byApplication.entries()) {
      const share = ofApplication[i]! / divisor[i]!
      for (const j of by) right[j]! -= quality ** 2 * severity * share
      meanRight += share
    }
    const raw = solveLeft(right)
    const mean = (meanRight - dot(toMean, raw)) / meanPivot
    const severities = Float64Array.from(raw, (value, j) => value - meanWay[j]! * mean)
    const qualities = new Float64Array(applications)
    for (const [i, by] of byApplication.entries()) {
      let rest = ofApplication[i]! - by.length * mean
      for (const j of by) rest -= severity * severities[j]!
      qualities[i] = (quality * rest) / divisor[i]!
    }
    const penalised =
      squares - mean * sum - quality * dot(qualities, ofApplication) - severity * dot(severities, ofReviewer)
    return { mean, quality: qualities, severity: severities, penalised }
  }

  return {
    logDeterminant:
      sumOfLogs(divisor) + 2 * sumOfLogs(decomposed.lowerTriangularMatrix.diagonal()) + Math.log(meanPivot),
    solve,
    severityVariances() {
      const inverse = decomposed.solve(Matrix.eye(reviewers)).diagonal()
      return Float64Array.from(inverse, (value, j) => severity ** 2 * (value + meanWay[j]! ** 2 / meanPivot))
    },
  }
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!
  return sum
}

function sumOfLogs(values: ArrayLike<number>): number {
  let sum = 0
  for (let n = 0; n < values.length; n++) sum += Math.log(values[n]!)
  return sum
}
