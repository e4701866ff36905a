import { and, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { assignmentRuns } from '@/db/schema'

const INTERRUPTED = 'The process that worked it out ended before its time, and no attempt is left.'

/**
 * Marks runs as failed when no job of theirs is running or waiting for another attempt, so that a dead run does not
 * block the Call's next one. Returns how many.
 */
export async function failInterruptedRuns(executor: Executor): Promise<number> {
  const abandoned = sql`not exists (
    select from graphile_worker._private_jobs j where j.payload->>'runId' = ${assignmentRuns}.id::text
      and (j.attempts < j.max_attempts or j.locked_at is not null))`
  const rows = await executor
    .update(assignmentRuns)
    .set({ state: 'failed', finishedAt: new Date(), error: INTERRUPTED })
    .where(and(inArray(assignmentRuns.state, ['waiting', 'running']), abandoned))
    .returning({ id: assignmentRuns.id })
  return rows.length
}
