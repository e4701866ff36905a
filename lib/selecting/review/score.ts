import type { Criterion } from '@/lib/call/definition'
import type { Answers } from '@/lib/form/definition'
import { scoreField } from './form'

/** The highest possible total. */
export const FULL = 10

/** The score for a criterion; null if there is none, or none on its scale. Pure. */
export function scoreOf({ key, min, max }: Criterion, answers: Answers): number | null {
  const given = answers[scoreField(key)]
  if (typeof given !== 'string' || !/^-?\d+$/.test(given.trim())) return null
  const score = Number(given)
  return score >= min && score <= max ? score : null
}

/**
 * The total of a review, 0 to 10: the mean of the scores, each converted from its own scale to 0 to 10, weighted by
 * criterion. Null while a score is missing. Pure.
 */
export function totalOf(criteria: Criterion[], answers: Answers): number | null {
  let sum = 0
  let weights = 0
  for (const criterion of criteria) {
    const score = scoreOf(criterion, answers)
    if (score === null) return null
    const { min, max, weight } = criterion
    sum += (weight * FULL * (score - min)) / (max - min)
    weights += weight
  }
  return weights > 0 ? sum / weights : null
}
