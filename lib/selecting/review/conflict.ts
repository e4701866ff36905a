import { and, eq } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { assignments, conflicts } from '@/db/schema'
import { loadApplication } from '@/lib/applying/application/queries'
import type { EndReason } from '@/lib/lifecycle/reviews'
import type { Person } from '@/lib/people/actor'
import { staffRole } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { notify } from '@/lib/platform/notification/queries'
import { PortalError } from '@/lib/shared/errors'
import { leadersOf } from './chiefs'
import { hidden, loadReviewing, type Reviewing } from './load'
import { refreshScore } from './scores'

/** Reviewers declare conflicts of interest, and decline assignments. Each is one transaction. */

/**
 * The reviewer declares no conflict, and can read the application from then on. Safe to repeat. @throws PortalError
 * 'not-found'
 */
export async function declareNone(db: Database, person: Person, applicationId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { assignment, application } = await loadReviewing(tx, person, applicationId, 'declare-conflict', true)
    if (assignment.clearedAt) return
    await tx.update(assignments).set({ clearedAt: new Date() }).where(eq(assignments.id, assignment.id))
    await record(tx, person, application.id, 'conflict-none', { assignment: assignment.id })
  })
}

/**
 * The reviewer declares a conflict and sees nothing of the application from then on. The portal keeps a started review;
 * a submitted one no longer counts.
 * @throws PortalError 'not-found'
 */
export async function declareConflict(
  db: Database,
  person: Person,
  applicationId: string,
  reason: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const reviewing = await loadReviewing(tx, person, applicationId, 'declare-conflict', true)
    const { application, assignment, review } = reviewing
    await tx
      .insert(conflicts)
      .values({ applicationId: application.id, personId: person.id, reason: reason || null, declaredBy: person.id })
      .onConflictDoNothing()
    await end(tx, assignment.id, 'conflict')
    await record(tx, person, application.id, 'conflict-declared', { assignment: assignment.id })
    if (review?.submittedAt) await refreshScore(tx, application.id)
    await tellLeaders(tx, person, reviewing, 'review-conflict', reason)
  })
}

/** The reviewer declines the assignment. @throws PortalError 'not-found', 'conflict' (the review is in) */
export async function declineAssignment(
  db: Database,
  person: Person,
  applicationId: string,
  reason: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const reviewing = await loadReviewing(tx, person, applicationId, 'declare-conflict', true)
    const { application, assignment, review } = reviewing
    if (review?.submittedAt)
      throw new PortalError('conflict', 'Your review is in already, so there is nothing to decline.')
    await end(tx, assignment.id, 'declined')
    await record(tx, person, application.id, 'assignment-declined', { assignment: assignment.id, reason })
    await tellLeaders(tx, person, reviewing, 'review-declined', reason)
  })
}

/**
 * The chief takes back a conflict declared by mistake: the assignment is current again, and the reviewer declares once
 * more. Safe to repeat.
 * @throws PortalError 'not-found'
 */
export async function withdrawConflict(
  db: Database,
  chief: Person,
  applicationId: string,
  personId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, chief, applicationId, 'assign', true).catch(hidden)
    const [conflict] = await tx
      .delete(conflicts)
      .where(and(eq(conflicts.applicationId, application.id), eq(conflicts.personId, personId)))
      .returning()
    if (!conflict) return
    await tx
      .update(assignments)
      .set({ endedAt: null, endReason: null, clearedAt: null })
      .where(
        and(
          eq(assignments.applicationId, application.id),
          eq(assignments.personId, personId),
          eq(assignments.endReason, 'conflict'),
        ),
      )
    await refreshScore(tx, application.id)
    await recordEvent(tx, {
      applicationId: application.id,
      actorId: chief.id,
      actorRole: staffRole(chief),
      type: 'conflict-withdrawn',
      data: { person: personId, reason: conflict.reason },
    })
  })
}

async function end(tx: Executor, assignmentId: string, endReason: EndReason) {
  await tx.update(assignments).set({ endedAt: new Date(), endReason }).where(eq(assignments.id, assignmentId))
}

function record(tx: Executor, person: Person, applicationId: string, type: string, data: Record<string, unknown>) {
  return recordEvent(tx, { applicationId, actorId: person.id, actorRole: 'reviewer', type, data })
}

async function tellLeaders(
  tx: Executor,
  person: Person,
  { application, review }: Reviewing,
  template: 'review-conflict' | 'review-declined',
  reason: string,
) {
  const path = `/applications/${application.id}/reviews`
  for (const leader of await leadersOf(tx, application)) {
    if (leader.id === person.id) continue
    const about = { number: application.number!, reviewerName: person.name, leaderName: leader.name }
    const data = { ...about, reason, wasIn: Boolean(review?.submittedAt), url: path }
    await notify(tx, leader, { template, data, path })
  }
}
