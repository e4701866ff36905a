import path from 'node:path'
import workerpool, { type Pool } from 'workerpool'

const MEMORY_MB = 512
const WAITING = 50

/**
 * A process of its own for work on what strangers sent, one task at a time: one that takes too long or too much memory
 * ends with its process, and the portal goes on. `script` is a plain JavaScript file, from the project's folder.
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
    return pool.exec(task, given).timeout(patienceMs) as never
  }
}
