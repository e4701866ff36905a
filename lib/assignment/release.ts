import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications, assignments, conflicts, people } from '@/db/schema'
import { moveAll } from '@/lib/application/move'
import type { Call } from '@/lib/call/queries'
import type { Person } from '@/lib/people/actor'
import { canLead, staffRole } from '@/lib/people/permissions'
import { unreleased } from './apply'
import { notLed } from './led'
import { reviewersOf } from './reviewers'
import { lockAssignment, record } from './runs'
import { tellAssigned } from './tell'
import { assignable } from './wanting'

export type Hidden = { personId: string; name: string; count: number }

/** The reviewers of hidden assignments, as far as the person reads the applications, with how many each has. */
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

export type Released = { reviewers: number; assignments: number; started: number; left: number }

/**
 * Shows the Call's hidden assignments to their reviewers and tells each once; eligible applications go under review. One
 * whose reviewer has declared a conflict or left the Call meanwhile is given back instead. One transaction: it is done
 * whole or not at all, and of two at once the second finds nothing left.
 * @throws PortalError 'not-found'
 */
export async function release(db: Database, person: Person, call: Call): Promise<Released> {
  if (!canLead(person, call.id)) throw notLed()
  return db.transaction(async (tx) => {
    await lockAssignment(tx, call.id)
    const held = await lockApplications(tx, person, call.id)
    const present = (await reviewersOf(tx, call.id, { lock: true })).map(({ personId }) => personId)
    const left = await tx
      .delete(assignments)
      .where(and(inArray(assignments.applicationId, held), unreleased, gone(present)))
      .returning({ id: assignments.id })
    const shown = await tx
      .update(assignments)
      .set({ releasedAt: new Date() })
      .where(and(inArray(assignments.applicationId, held), unreleased))
      .returning({ applicationId: assignments.applicationId, personId: assignments.personId })
    const by = { id: person.id, role: staffRole(person) }
    const started = await moveAll(tx, [...new Set(shown.map(({ applicationId }) => applicationId))], 'start-review', by)
    const counts = new Map<string, number>()
    for (const { personId } of shown) counts.set(personId, (counts.get(personId) ?? 0) + 1)
    await tellAssigned(tx, call, counts)
    const done = { reviewers: counts.size, assignments: shown.length, started, left: left.length }
    if (shown.length + left.length > 0) await record(tx, person, call.id, 'assignment-released', done)
    return done
  })
}

/** Takes back what is hidden: nobody was told of it. Gives how many there were. @throws PortalError 'not-found' */
export async function discard(db: Database, person: Person, call: Pick<Call, 'id'>): Promise<number> {
  if (!canLead(person, call.id)) throw notLed()
  return db.transaction(async (tx) => {
    await lockAssignment(tx, call.id)
    const held = await lockApplications(tx, person, call.id)
    const rows = await tx
      .delete(assignments)
      .where(and(inArray(assignments.applicationId, held), unreleased))
      .returning({ application: assignments.applicationId, person: assignments.personId })
    if (rows.length > 0) await record(tx, person, call.id, 'assignment-discarded', { pairs: rows })
    return rows.length
  })
}

/** Holds the applications with hidden assignments that the person reads, in the order of their ids. */
async function lockApplications(tx: Executor, person: Person, callId: string): Promise<string[]> {
  const hasHidden = sql`exists (select from ${assignments} where ${assignments}.application_id = ${applications}.id and ${unreleased})`
  const rows = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(assignable(person, callId, hasHidden))
    .orderBy(asc(applications.id))
    .for('update')
  return rows.map(({ id }) => id)
}

/** Whose reviewer has left the Call, or declared a conflict of interest. */
function gone(present: string[]): SQL {
  return sql`(not (${assignments}.person_id = any(${sql.param(present)}::uuid[])) or exists (
    select from ${conflicts} c where c.application_id = ${assignments}.application_id and c.person_id = ${assignments}.person_id))`
}
