import type { Outcome } from '../compare'
import type { ScenarioRule } from '../schema'

/** Scenarios in words. Pure. */

export const OUTCOMES: Record<Outcome, string> = { award: 'Place', waiting: 'Waiting list', not: 'Not awarded' }

/** A rule as lines of a list. */
export function ruleInWords({ scoreWeight, rankWeight, normalised, keepOrder, tieBreak, seed, waiting }: ScenarioRule) {
  return [
    `Score weighs ${scoreWeight}, the institution’s rank ${rankWeight}`,
    normalised ? 'Scores as calibrated between reviewers, where that was worked out' : 'Scores as given',
    ...(keepOrder ? ['Nobody before somebody whom their institution ranked higher'] : []),
    tieBreak === 'draw' ? `Equals by a draw, with the seed ${seed}` : 'Equals by application number',
    `${waiting} wait for a place`,
  ]
}
