import { runMigrations } from 'graphile-worker'
import { quiet } from './log'

/** Makes or updates the tables of the job queue. Safe to run again. */
export async function migrateJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: quiet })
}
