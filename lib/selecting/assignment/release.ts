import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications, assignmentReleases, assignments, people } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canLead } from '@/lib/people/permissions'
import { PortalError } from '@/lib/shared/errors'
import { assignable } from './assignable'
import { notLed } from './chief-calls'
import { lockAssignment, record } from './runs'

/** Assignments of a Call that its reviewers do not see yet. */
export const unreleased = sql`${assignments}.released_at is null and ${assignments}.ended_at is null`

export type Hidden = { personId: string; name: string; count: number }

/** The reviewers of hidden assignments, limited to applications that the person reads, with how many each has. */
export async function hiddenOf(executor: Executor, person: Person, call: Pick<Call, 'id'>): Promise<Hidden[]> {
  if (!canLead(person, call.id)) throw notLed()
  return executor
    .select({ personId: assignments.personId, name: people.name, count: sql<number>`count(*)::int` })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .innerJoin(people, eq(people.id, assignments.personId))
    .where(and(assignable(person, call.id), unreleased))
    .groupBy(assignments.personId, people.name)
    .orderBy(asc(people.name), asc(assignments.personId))
}

/**
 * Takes back the hidden assignments, which no reviewer has seen. Returns how many there were.
 * @throws PortalError 'not-found', 'conflict' (a release is in progress)
 */
export async function discard(db: Database, person: Person, call: Pick<Call, 'id'>): Promise<number> {
  if (!canLead(person, call.id)) throw notLed()
  return db.transaction(async (tx) => {
    await lockAssignment(tx, call.id)
    await requireNoRelease(tx, call.id)
    const held = await lockHidden(tx, person, call.id)
    const rows = await tx
      .delete(assignments)
      .where(and(inArray(assignments.applicationId, held), unreleased))
      .returning({ application: assignments.applicationId, person: assignments.personId })
    if (rows.length > 0) await record(tx, person, call.id, 'assignment-discarded', { pairs: rows })
    return rows.length
  })
}

/** Locks the applications with hidden assignments that the person reads, or the first of them, by id. */
export async function lockHidden(tx: Executor, person: Person, callId: string, most?: number): Promise<string[]> {
  const hasHidden = sql`exists (select from ${assignments} where ${assignments}.application_id = ${applications}.id and ${unreleased})`
  const query = tx
    .select({ id: applications.id })
    .from(applications)
    .where(assignable(person, callId, hasHidden))
    .orderBy(asc(applications.id))
  const rows = await (most ? query.limit(most) : query).for('update')
  return rows.map(({ id }) => id)
}

/** @throws PortalError 'conflict' during a release of the Call, because another change must not cross it. */
export async function requireNoRelease(tx: Executor, callId: string): Promise<void> {
  if (await goingRelease(tx, callId))
    throw new PortalError('conflict', 'The assignments of this Call are being released. Wait until that is done.')
}

/** The unfinished release of a Call. The caller locks the Call's assignment. */
export async function goingRelease(tx: Executor, callId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: assignmentReleases.id })
    .from(assignmentReleases)
    .where(and(eq(assignmentReleases.callId, callId), isNull(assignmentReleases.finishedAt)))
  return row?.id ?? null
}
