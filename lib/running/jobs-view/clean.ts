import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'

/** How long a finally failed job stays, for an admin to run it again. */
const FAILED_DAYS = 90

/** Removes old jobs that failed finally; the queue itself removes finished ones. Returns how many. */
export async function removeFailedJobs(executor: Executor): Promise<number> {
  const rows = await executor.execute(sql`
    select id from graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs where locked_at is null and attempts >= max_attempts
        and updated_at < now() - ${FAILED_DAYS} * interval '1 day'))`)
  return rows.length
}
