import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import type { Of } from './queries'

const keyOf = ({ callId, track }: Of, leavesOut: string) => `calibrate:${callId}:${track}:${leavesOut}`

/** Queues a calibration; a second request before it is done adds no second job. One runs at a time. */
export async function queueCalibration(executor: Executor, of: Of, leavesOut: string): Promise<void> {
  const payload = JSON.stringify({ callId: of.callId, track: of.track, personId: of.person.id })
  await executor.execute(
    sql`select graphile_worker.add_job('calibrate', ${payload}::json, queue_name := 'calibrations',
      job_key := ${keyOf(of, leavesOut)}, max_attempts := 2, priority := 20)`,
  )
}

/** The state of the job; null if there is none, or it is done. */
export async function jobOf(executor: Executor, of: Of, leavesOut: string): Promise<'waiting' | 'failed' | null> {
  const [row] = await executor.execute<{ failed: boolean }>(
    sql`select attempts >= max_attempts and locked_at is null as failed
      from graphile_worker.jobs where key = ${keyOf(of, leavesOut)}`,
  )
  if (!row) return null
  return row.failed ? 'failed' : 'waiting'
}
