import type { Outcome } from '../compare'
import { rankingWords } from '../ranking'
import type { ScenarioRule } from '../schema'

/** Scenarios in words. Pure. */

export const OUTCOMES: Record<Outcome, string> = { award: 'Place', waiting: 'Waiting list', not: 'Not awarded' }

/** A rule as lines of a list. */
export function ruleInWords(rule: ScenarioRule) {
  const { scoreWeight, rankWeight, normalised, keepOrder, ties = [], tieBreak, seed, waiting } = rule
  const equals = ['Equals', ...ties.map((one) => `by ${rankingWords[one]}, then`)].join(' ')
  return [
    `Score weighs ${scoreWeight}, the institution’s rank ${rankWeight}`,
    normalised ? 'Scores as calibrated between reviewers, where that was worked out' : 'Scores as given',
    ...(keepOrder ? ['Nobody before somebody whom their institution ranked higher'] : []),
    tieBreak === 'draw' ? `${equals} by a draw, with the seed ${seed}` : `${equals} by application number`,
    `${waiting} wait for a place`,
  ]
}
