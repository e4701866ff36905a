import { problemOf, type Why, type Work, whyShort } from './build'
import { FORBIDDEN } from './problem'
import { type Round, solve } from './solve'

/** The result of a run. Pairs are application, reviewer and cost, in turn. */
export type Found = {
  pairs: Int32Array
  /** Applications with too few reviewers, with how many are missing and why. */
  short: { application: number; missing: number; why: Why }[]
  objective: number
  looked: number
  possible: number
  rounds: number
  /** Milliseconds for the costs, and for the solver. */
  took: { costs: number; solver: number }
}

/** Builds the problem, solves it, and explains what it could not meet. */
export async function findSolution(work: Work, onRound: (round: Round) => void = () => {}): Promise<Found> {
  const begun = performance.now()
  const problem = problemOf(work)
  const built = performance.now()
  let rounds = 0
  const { chosen, objective, looked } = await solve(problem, (round) => {
    rounds = round.round
    onRound(round)
  })
  const solved = performance.now()
  const size = work.reviewers.length
  const got = new Int32Array(work.applications.length)
  const pairs = new Int32Array(chosen.length * 3)
  for (const [at, { application, reviewer }] of chosen.entries()) {
    got[application]!++
    pairs.set([application, reviewer, problem.cost[application * size + reviewer]!], at * 3)
  }
  const missing = work.applications.flatMap((_, application) => {
    const without = problem.need[application]! - got[application]!
    return without > 0 ? [{ application, missing: without }] : []
  })
  const conflicted = conflictsByApplication(work)
  const short = missing.map((one) => ({
    ...one,
    why: whyShort(work, one.application, conflicted.get(one.application) ?? new Set()),
  }))
  const possible = problem.cost.reduce((count, cost) => count + (cost === FORBIDDEN ? 0 : 1), 0)
  return { pairs, short, objective, looked, possible, rounds, took: { costs: built - begun, solver: solved - built } }
}

function conflictsByApplication({ conflicts }: Work): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>()
  for (let at = 0; at < conflicts.length; at += 2) {
    const [application, reviewer] = [conflicts[at]!, conflicts[at + 1]!]
    found.set(application, (found.get(application) ?? new Set()).add(reviewer))
  }
  return found
}
