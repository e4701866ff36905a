import { inOwnProcess } from '@/lib/shared/own-process'
import type { Work } from './build'
import type { Found } from './solution'
import type { Round } from './solve'

/** An assignment of 5,000 × 3 takes seconds; one that takes this long will not end. */
const PATIENCE_MS = 30 * 60_000

/**
 * Solves in a separate process, so that the portal stays responsive. Aborting `signal` kills the process at once.
 * @throws Error if it was cancelled, took too long, or found no optimum.
 */
export function solveApart(work: Work, onRound: (round: Round) => void, signal?: AbortSignal): Promise<Found> {
  const options = { patienceMs: PATIENCE_MS, onEvent: onRound, signal }
  return inOwnProcess('lib/selecting/assignment/solver-process.ts', 'findSolution', [work], options)
}
