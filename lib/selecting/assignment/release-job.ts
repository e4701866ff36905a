import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import * as z from 'zod'
import type { Database } from '@/db/client'
import { applications, assignmentReleases, assignments, notifications, reviewers } from '@/db/schema'
import { moveAll } from '@/lib/applying/application/move'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canLead, staffRole } from '@/lib/people/permissions'
import { type ApplicationConflicts, conflictsOf } from './conflicts'
import { isConflict } from './reasons'
import { lockHidden, unreleased } from './release'
import { callById, personWithRoles } from './requester'
import { type Reviewer, reviewersOf } from './reviewers'
import { lockAssignment, record } from './runs'
import { tellAssigned, toldKey } from './tell'

const job = z.object({ releaseId: z.string() })
/**
 * Applications per transaction, and notices per transaction: the limit on lost work when a worker dies, and on how long
 * others wait.
 */
export const APPLICATIONS = 1000
export const PEOPLE = 100

type Going = { id: string; person: Person; call: Call }

/**
 * Shows a Call's hidden assignments to their reviewers, then sends each reviewer one notice; eligible applications go
 * under review. If a reviewer now has a conflict of interest or has left the Call, their assignment goes back instead.
 * Each batch is a transaction and is never repeated: another worker continues where one died, and two at once share the
 * work.
 * @throws Error the reason why the attempt ended, which the page shows; the queue tries again.
 */
export async function makeRelease(db: Database, payload: unknown, most = APPLICATIONS): Promise<void> {
  const { releaseId } = job.parse(payload)
  const going = and(eq(assignmentReleases.id, releaseId), isNull(assignmentReleases.finishedAt))
  const [release] = await db.update(assignmentReleases).set({ error: null }).where(going).returning()
  if (!release) return
  try {
    const person = await personWithRoles(db, release.createdBy)
    const work: Going = { id: release.id, person, call: await callById(db, release.callId) }
    if (canLead(person, release.callId)) while (await showBatch(db, work, most));
    while (await tellBatch(db, work));
    await finish(db, work)
  } catch (error) {
    await db
      .update(assignmentReleases)
      .set({ error: String(error).slice(0, 500) })
      .where(going)
    throw error
  }
}

/** Shows the hidden assignments of the next applications; false if there are none. */
async function showBatch(db: Database, { id, person, call }: Going, most: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockAssignment(tx, call.id)
    const held = await lockHidden(tx, person, call.id, most)
    if (held.length === 0) return false
    const isHeld = (id: PgColumn) => sql`${id} = any(${sql.param(held)}::uuid[])`
    const theirs = and(isHeld(assignments.applicationId), unreleased)
    const which = inArray(reviewers.personId, tx.select({ id: assignments.personId }).from(assignments).where(theirs))
    const present = await reviewersOf(tx, call.id, { lock: true, which })
    const left = await tx
      .delete(assignments)
      .where(and(theirs, notFor(present, await conflictsOf(tx, call, present, isHeld(applications.id)))))
      .returning({ application: assignments.applicationId, person: assignments.personId })
    const shown = await tx
      .update(assignments)
      .set({ releasedAt: new Date(), releaseId: id })
      .where(theirs)
      .returning({ applicationId: assignments.applicationId })
    const by = { id: person.id, role: staffRole(person) }
    await moveAll(tx, [...new Set(shown.map(({ applicationId }) => applicationId))], 'start-review', by)
    if (left.length > 0) await record(tx, person, call.id, 'assignment-left-out', { release: id, pairs: left })
    return true
  })
}

/** Tells the next reviewers how many applications this release gave them; false if all have their notice. */
async function tellBatch(db: Database, { id, call }: Going): Promise<boolean> {
  return db.transaction(async (tx) => {
    const told = sql`exists (
      select from ${notifications} n where n.person_id = ${assignments}.person_id and n.key = ${toldKey(id)})`
    const rows = await tx
      .select({ personId: assignments.personId, count: sql<number>`count(*)::int` })
      .from(assignments)
      .where(and(eq(assignments.releaseId, id), isNull(assignments.endedAt)))
      .groupBy(assignments.personId)
      .having(sql`not ${told}`)
      .orderBy(asc(assignments.personId))
      .limit(PEOPLE)
    await tellAssigned(tx, call, new Map(rows.map(({ personId, count }) => [personId, count])), id)
    return rows.length > 0
  })
}

async function finish(db: Database, { id, person, call }: Going): Promise<void> {
  await db.transaction(async (tx) => {
    const [done] = await tx
      .update(assignmentReleases)
      .set({ finishedAt: new Date(), error: null })
      .where(and(eq(assignmentReleases.id, id), isNull(assignmentReleases.finishedAt)))
      .returning({ id: assignmentReleases.id })
    if (!done) return
    const [figures] = await tx
      .select({
        assignments: sql<number>`count(*)::int`,
        reviewers: sql<number>`count(distinct ${assignments.personId})::int`,
      })
      .from(assignments)
      .where(eq(assignments.releaseId, id))
    await record(tx, person, call.id, 'assignment-released', { release: id, ...figures })
  })
}

/** Assignments whose reviewer is not in this list, or has a conflict of interest. */
function notFor(present: Reviewer[], conflicts: ApplicationConflicts[]): SQL {
  const pairs = conflicts.flatMap(({ application, found }) =>
    found.flatMap(([at, reasons]) =>
      isConflict(reasons) ? [{ application_id: application, person_id: present[at]!.personId }] : [],
    ),
  )
  return sql`(not (${assignments}.person_id = any(${sql.param(present.map(({ personId }) => personId))}::uuid[])) or exists (
    select from json_to_recordset(${JSON.stringify(pairs)}::json) as c(application_id uuid, person_id uuid)
    where c.application_id = ${assignments}.application_id and c.person_id = ${assignments}.person_id))`
}
