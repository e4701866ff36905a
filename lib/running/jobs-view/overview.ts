import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { canRun } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'

/** The job queue for an admin of all Calls, from graphile-worker's tables. It does not show a job's data. */

export type JobState = 'failed' | 'running' | 'again' | 'waiting'
export type Job = {
  id: string
  task: string
  state: JobState
  attempts: number
  most: number
  /** The start of the last error, in one line. */
  error: string | null
  runAt: Date
  createdAt: Date
}

/** The most jobs of each state on the page. */
const MOST = 50

/** The state of each job: 'again' has failed and waits for another attempt. */
const state = sql`case when locked_at is not null then 'running'
  when attempts >= max_attempts then 'failed' when attempts > 0 then 'again' else 'waiting' end`

/** @throws PortalError 'not-found' for other people. */
function requireRunnerOfJobs(admin: Person): void {
  if (!canRun(admin, 'jobs')) throw new PortalError('not-found', 'There is no such page, or it is not for you.')
}

/** How many jobs there are in each state. */
export async function countJobs(executor: Executor, admin: Person): Promise<Record<JobState, number>> {
  requireRunnerOfJobs(admin)
  const rows = await executor.execute<{ state: JobState; n: number }>(
    sql`select ${state} as state, count(*)::int as n from graphile_worker.jobs group by 1`,
  )
  return {
    failed: 0,
    running: 0,
    again: 0,
    waiting: 0,
    ...Object.fromEntries(rows.map((row) => [row.state, row.n])),
  }
}

/** Jobs in a state, the next to run first. */
export async function jobsIn(executor: Executor, admin: Person, wanted: JobState): Promise<Job[]> {
  requireRunnerOfJobs(admin)
  const rows = await executor.execute<Record<string, unknown>>(sql`
    select id::text, task_identifier as task, ${state} as state, attempts, max_attempts as most,
      left(regexp_replace(last_error, '\\s+', ' ', 'g'), 200) as error, run_at as "runAt", created_at as "createdAt"
    from graphile_worker.jobs where ${state} = ${wanted} order by run_at, id limit ${MOST}`)
  return rows.map(
    (row) =>
      ({
        ...row,
        runAt: new Date(row.runAt as string),
        createdAt: new Date(row.createdAt as string),
      }) as unknown as Job,
  )
}

/** The scheduled tasks, each with its last run. */
export async function clockwork(executor: Executor, admin: Person): Promise<{ task: string; last: Date | null }[]> {
  requireRunnerOfJobs(admin)
  const rows = await executor.execute<{ task: string; last: string | null }>(
    sql`select identifier as task, last_execution as last from graphile_worker._private_known_crontabs order by identifier`,
  )
  return rows.map(({ task, last }) => ({ task, last: last ? new Date(last) : null }))
}

/**
 * Runs a failed or waiting job now, with all its attempts, and records it. It leaves a running or finished one alone.
 * @throws PortalError 'not-found'; 'conflict' if it is running or finished.
 */
export async function runAgain(db: Database, admin: Person, id: string): Promise<void> {
  requireRunnerOfJobs(admin)
  await db.transaction(async (tx) => {
    const [job] = await tx.execute<{ task: string }>(sql`
      select task_identifier as task from graphile_worker.reschedule_jobs(array[${id}::bigint], run_at := now(), attempts := 0) j
      join graphile_worker.jobs using (id)`)
    if (!job) throw new PortalError('conflict', 'This job runs just now, or is done already. Load the page again.')
    await recordEvent(tx, {
      applicationId: null,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'job-run-again',
      data: { task: job.task, job: id },
    })
  })
}
