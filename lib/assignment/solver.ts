import path from 'node:path'
import workerpool from 'workerpool'
import type { Work } from './build'
import type { Found } from './solution'
import type { Round } from './solve'

/** An assignment of 5,000 × 3 takes seconds; whatever takes as long as this will not end. */
const PATIENCE_MS = 30 * 60_000

/**
 * Solves in a process of its own, so that whoever asks goes on meanwhile. When `signal` is aborted, the process is killed
 * at once. @throws Error if it was cancelled, took too long, or found no optimum.
 */
export async function solveApart(
  work: Work,
  onRound: (round: Round) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<Found> {
  const script = path.join(/* turbopackIgnore: true */ process.cwd(), 'lib/assignment/solver-process.ts')
  const pool = workerpool.pool(script, {
    workerType: 'process',
    maxWorkers: 1,
    forkOpts: { execArgv: ['--import', 'tsx'], serialization: 'advanced' },
  })
  const solving = pool.exec('findSolution', [work], { on: onRound }).timeout(PATIENCE_MS)
  const cancel = () => solving.cancel()
  signal.addEventListener('abort', cancel)
  try {
    signal.throwIfAborted()
    return (await solving) as Found
  } finally {
    signal.removeEventListener('abort', cancel)
    await pool.terminate(true)
  }
}
