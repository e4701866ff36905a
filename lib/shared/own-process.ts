import path from 'node:path'
import workerpool from 'workerpool'

type Options = {
  patienceMs: number
  /** Receives what the work emits on its way. */
  onEvent?: (event: never) => void
  signal?: AbortSignal
}

/**
 * Runs one long task of the portal in a separate process, so that the caller can go on. `script` is a TypeScript file,
 * relative to the project's folder, that registers its tasks with workerpool. Aborting `signal` kills the process at
 * once. For strangers' files use `workers.ts`, which limits memory too.
 * @throws Error if it was cancelled or took too long; any other error comes from the task
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
  // The promise's own `cancel` and `timeout` will not do: when the process ends just after, they throw an error that
  // nobody can catch.
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
