import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { noteAnswer, noteTrouble } from '@/db/outage'
import { troubleOf } from '@/lib/shared/database/trouble'

const FIRST_MS = 200
const LONGEST_MS = 5000

/**
 * A pool for the job queue whose own statements wait until the database is back. The queue's library ends the process
 * if a statement of its clock fails (nobody handles the rejection of `cron.promise.finally`). A waiting statement does
 * not fail, and the clock queues the missed jobs once the database is back. `giveUp` ends the waiting, with no rows.
 */
export class PatientPool extends pg.Pool {
  private readonly given = new AbortController()

  constructor(config: pg.PoolConfig) {
    super(config)
    this.on('error', (error) => noteTrouble(troubleOf(error) ?? { kind: 'unavailable', reason: error.message }))
    // An idle connection that a job holds may be lost; its next statement reports that.
    this.on('connect', (client) => client.on('error', () => {}))
    const once = this.query.bind(this) as (...given: unknown[]) => Promise<pg.QueryResult>
    this.query = (async (...given: unknown[]) => {
      for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, LONGEST_MS)) {
        try {
          const result = await once(...given)
          noteAnswer()
          return result
        } catch (error) {
          const trouble = troubleOf(error)
          if (this.given.signal.aborted) return { rows: [], rowCount: 0 }
          if (!trouble) throw error
          noteTrouble(trouble)
          await sleep(wait, undefined, { signal: this.given.signal }).catch(() => {})
        }
      }
    }) as pg.Pool['query']
  }

  giveUp(): void {
    this.given.abort()
  }
}
