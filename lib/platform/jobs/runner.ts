import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Runner, type RunnerOptions, run, type WorkerEvents } from 'graphile-worker'
import { noteAnswer, noteTrouble } from '@/db/outage'
import { troubleOf } from '@/lib/shared/database/trouble'
import { log } from '@/lib/shared/log/log'

const RETRY_MS = 1000
const LONGEST_MS = 10_000

/**
 * Runs jobs until stopped; `tidy` runs before each start. If the database goes away during a job, the queue's library
 * gives up a worker or ends altogether; a new runner then replaces the old one as soon as it can. Also waits for a
 * database that is away at the start.
 * @throws Error if the first start fails for another reason
 */
export async function keepRunning(
  options: RunnerOptions,
  tidy: () => Promise<void>,
): Promise<{ stop(): Promise<void> }> {
  let stopping = false
  let begun = false
  let current = beginAgain()
  await current

  async function begin(): Promise<Runner> {
    const events: WorkerEvents = new EventEmitter()
    let over = false
    const renew = () => {
      if (over || stopping) return
      over = true
      current = end(runner).then(beginAgain)
    }
    events.on('worker:fatalError', renew)
    await tidy()
    const runner = await run({ ...options, events })
    runner.promise.then(renew, renew)
    return runner
  }

  async function beginAgain(): Promise<Runner> {
    for (let wait = RETRY_MS; ; wait = Math.min(wait * 2, LONGEST_MS)) {
      try {
        const runner = await begin()
        noteAnswer()
        begun = true
        return runner
      } catch (error) {
        const trouble = troubleOf(error)
        if (stopping || !(begun || trouble)) throw error
        if (trouble) noteTrouble(trouble)
        else log.error({ err: error }, 'The job queue could not begin again, and tries once more.')
        await sleep(wait)
      }
    }
  }

  return {
    stop: async () => {
      stopping = true
      const runner = await current.catch(() => null)
      if (runner) await end(runner)
    },
  }
}

/** Stops a runner, if it has not stopped by itself, and waits until it has. */
async function end(runner: Runner): Promise<void> {
  await runner.stop().catch(() => {})
  await runner.promise.catch(() => {})
}
