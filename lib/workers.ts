import path from 'node:path'
import workerpool, { type Pool } from 'workerpool'
import { PortalError } from './errors'

const MEMORY_MB = 512
const WAITING = 50

export const tooBusy = () =>
  new PortalError('too-many', 'We are reading many files just now. Please try again in a minute.')

/** The work took too long, or its process ended: of what was given, or of something else that befell the process. */
export class WorkEnded extends Error {
  override name = 'WorkEnded'
}

/**
 * A process of its own for work on what strangers sent, one task at a time: one that takes too long or too much memory
 * ends with its process, and the portal goes on. `script` is a plain JavaScript file, from the project's folder. The
 * patience is for the work alone, not for the time that it waits for its turn.
 * @throws PortalError 'too-many' if too many wait already; WorkEnded; any other error is the script's own.
 */
export function workshop(
  script: string,
): <Result>(task: string, given: unknown[], patienceMs: number) => Promise<Result> {
  let pool: Pool | undefined
  return async (task, given, patienceMs) => {
    pool ??= workerpool.pool(path.join(/* turbopackIgnore: true */ process.cwd(), script), {
      workerType: 'process',
      maxWorkers: 1,
      maxQueueSize: WAITING,
      forkOpts: { execArgv: [`--max-old-space-size=${MEMORY_MB}`, '--expose-gc'], serialization: 'advanced' },
    })
    if (pool.stats().pendingTasks >= WAITING) throw tooBusy()
    try {
      return (await pool.exec(task, given).timeout(patienceMs)) as never
    } catch (error) {
      if (error instanceof workerpool.TerminateError || error instanceof workerpool.Promise.TimeoutError)
        throw new WorkEnded(`${task} of ${script}: ${error.message}`, { cause: error })
      throw error
    }
  }
}
