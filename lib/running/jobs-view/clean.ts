import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'

/** A job that failed for good stays for so long, for an admin to run it again. */
const FAILED_DAYS = 90

/** Removes jobs that failed for good long ago; those that were done the queue removes itself. Returns how many. */
export async function removeFailedJobs(executor: Executor): Promise<number> {
  const rows = await executor.execute(sql`
    select id from graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs where locked_at is null and attempts >= max_attempts
        and updated_at < now() - ${FAILED_DAYS} * interval '1 day'))`)
  return rows.length
}
