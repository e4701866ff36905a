import { Logger, runMigrations } from 'graphile-worker'
import { troubleOf } from '@/lib/shared/database/trouble'
import { log } from '@/lib/shared/log/log'
import { noteTrouble } from './outage'

/** The queue's log without its routine messages. `db/outage.ts` says once that the database is away. */
export const quiet = new Logger(() => (level, message, meta) => {
  const trouble = troubleOf(meta?.error ?? meta?.fatalError ?? meta?.reason)
  if (trouble?.kind === 'unavailable') noteTrouble(trouble)
  else if (level === 'error') log.error(message)
  else if (level === 'warning') log.warn(message)
})

/** Creates or updates the tables of the job queue. Safe to run again. */
export async function migrateQueue(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: quiet })
}
