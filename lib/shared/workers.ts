import path from 'node:path'
import pLimit from 'p-limit'
import workerpool, { type Pool } from 'workerpool'
import { PortalError } from './errors'

const MEMORY_MB = 512
const WAITING = 50

export const tooBusy = () =>
  new PortalError('too-many', 'We are reading many files just now. Please try again in a minute.')

/** The work took too long, or its process ended, because of its input or for another reason. */
export class WorkEnded extends Error {
  override name = 'WorkEnded'
  constructor(
    message: string,
    /** It took too long, perhaps because the machine is busy. */
    readonly outOfTime: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/**
 * Separate processes for work on strangers' files, each with one task at a time. A task that takes too much time or
 * memory ends with its process, and the portal goes on. `script` is a plain JavaScript file, relative to the project's
 * folder. The time limit counts the work alone, not the wait in the queue.
 * @throws PortalError 'too-many' if too many wait already; WorkEnded; any other error comes from the script
 */
export function workshop(
  script: string,
  processes = 1,
): <Result>(task: string, given: unknown[], patienceMs: number) => Promise<Result> {
  const idle: Pool[] = []
  // The pool's own queue would wait for ever behind a process that ends just after its time limit.
  const turn = pLimit(processes)
  const work = async (task: string, given: unknown[], patienceMs: number) => {
    let pool = idle.pop()
    pool ??= workerpool.pool(path.join(/* turbopackIgnore: true */ process.cwd(), script), {
      workerType: 'process',
      maxWorkers: 1,
      forkOpts: { execArgv: [`--max-old-space-size=${MEMORY_MB}`, '--expose-gc'], serialization: 'advanced' },
    })
    try {
      return await pool.exec(task, given).timeout(patienceMs)
    } catch (error) {
      const outOfTime = error instanceof workerpool.Promise.TimeoutError
      if (!(outOfTime || error instanceof workerpool.TerminateError)) throw error
      // The library ends the process; the next task gets a new one.
      pool = undefined
      throw new WorkEnded(`${task} of ${script}: ${error.message}`, outOfTime, { cause: error })
    } finally {
      if (pool) idle.push(pool)
    }
  }
  return async (task, given, patienceMs) => {
    if (turn.pendingCount >= WAITING) throw tooBusy()
    return turn(work, task, given, patienceMs) as never
  }
}
