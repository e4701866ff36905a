import path from 'node:path'
import workerpool from 'workerpool'

type Options = {
  patienceMs: number
  /** Is told what the work emits on its way. */
  onEvent?: (event: never) => void
  signal?: AbortSignal
}

/**
 * Does one piece of long work of the portal's own in a process of its own, so that whoever asks goes on meanwhile.
 * `script` is a TypeScript file, from the project's folder, that names its tasks to workerpool. When `signal` is aborted,
 * the process is killed at once. What strangers sent is read by `workers.ts`, which limits memory too.
 * @throws Error if it was cancelled or took too long; any other error is the work's own.
 */
export async function inOwnProcess<Result>(
  script: string,
  task: string,
  given: unknown[],
  { patienceMs, onEvent, signal }: Options,
): Promise<Result> {
  const pool = workerpool.pool(path.join(/* turbopackIgnore: true */ process.cwd(), script), {
    workerType: 'process',
    maxWorkers: 1,
    forkOpts: { execArgv: ['--import', 'tsx'], serialization: 'advanced' },
  })
  // Not by the promise's own `cancel` and `timeout`: with the process ended just after, they throw where nobody catches.
  const over = AbortSignal.any([AbortSignal.timeout(patienceMs), ...(signal ? [signal] : [])])
  const kill = () => pool.terminate(true)
  over.addEventListener('abort', kill)
  try {
    over.throwIfAborted()
    return (await pool.exec(task, given, { on: onEvent as (event: unknown) => void })) as Result
  } catch (error) {
    over.throwIfAborted()
    throw error
  } finally {
    over.removeEventListener('abort', kill)
    await pool.terminate(true)
  }
}
