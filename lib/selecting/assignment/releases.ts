import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications, assignmentReleases, assignments, notifications } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canLead } from '@/lib/people/permissions'
import { readableAsStaff } from '@/lib/people/readable'
import { notLed } from './chief-calls'
import { goingRelease, hiddenOf } from './release'
import { lockAssignment, record } from './runs'
import { toldKey } from './tell'

/** More than a night of attempts, with growing pauses. */
const ATTEMPTS = 25

/**
 * Starts a job that releases the Call's hidden assignments. A release in progress is returned instead, and queued again
 * if its job was given up. Null if nothing is hidden.
 * @throws PortalError 'not-found'
 */
export async function startRelease(db: Database, person: Person, call: Pick<Call, 'id'>): Promise<string | null> {
  if (!canLead(person, call.id)) throw notLed()
  return db.transaction(async (tx) => {
    await lockAssignment(tx, call.id)
    const going = await goingRelease(tx, call.id)
    if (going) {
      await queueUnlessQueued(tx, going)
      return going
    }
    if ((await hiddenOf(tx, person, call)).length === 0) return null
    const [release] = await tx
      .insert(assignmentReleases)
      .values({ callId: call.id, createdBy: person.id })
      .returning({ id: assignmentReleases.id })
    await queueUnlessQueued(tx, release!.id)
    await record(tx, person, call.id, 'assignment-release-started', { release: release!.id })
    return release!.id
  })
}

/** Queues its job, if none is running or waiting for another attempt. */
async function queueUnlessQueued(tx: Executor, id: string): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job('release-assignments', json_build_object('releaseId', ${id}::text),
      max_attempts := ${ATTEMPTS}, job_key := ${`release:${id}`})
    where not exists (
      select from graphile_worker._private_jobs j where j.payload->>'releaseId' = ${id}
        and (j.attempts < j.max_attempts or j.locked_at is not null))`)
}

/** Queues a job for each unfinished release without one; returns how many are unfinished. */
export async function resumeReleases(executor: Executor): Promise<number> {
  const rows = await executor
    .select({ id: assignmentReleases.id })
    .from(assignmentReleases)
    .where(isNull(assignmentReleases.finishedAt))
  for (const { id } of rows) await queueUnlessQueued(executor, id)
  return rows.length
}

export type ReleaseStatus = {
  isDone: boolean
  /** The last attempt failed; another follows. */
  hasFailed: boolean
  finishedAt: Date | null
  shown: number
  hidden: number
  reviewers: number
  told: number
}

/** The last release of a Call and its progress, counting only applications that the person reads. */
export async function lastRelease(
  executor: Executor,
  person: Person,
  call: Pick<Call, 'id'>,
): Promise<ReleaseStatus | null> {
  if (!canLead(person, call.id)) throw notLed()
  const [release] = await executor
    .select()
    .from(assignmentReleases)
    .where(eq(assignmentReleases.callId, call.id))
    .orderBy(desc(assignmentReleases.createdAt))
    .limit(1)
  if (!release) return null
  const [figures] = await executor
    .select({
      shown: sql<number>`count(*)::int`,
      reviewers: sql<number>`count(distinct ${assignments.personId})::int`,
      told: sql<number>`count(distinct ${notifications.personId})::int`,
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(
      notifications,
      and(eq(notifications.personId, assignments.personId), eq(notifications.key, toldKey(release.id))),
    )
    .where(and(eq(assignments.releaseId, release.id), readableAsStaff(person)))
  const hidden = (await hiddenOf(executor, person, call)).reduce((sum, { count }) => sum + count, 0)
  const { finishedAt, error } = release
  return { isDone: finishedAt !== null, hasFailed: error !== null, finishedAt, hidden, ...figures! }
}
