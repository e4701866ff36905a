import { and, eq } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { assignments, conflicts, people, reviews } from '@/db/schema'
import { callOf, type KnownApplication, loadApplication } from '@/lib/applying/application/queries'
import type { Person } from '@/lib/people/actor'
import { staffRole } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { notify } from '@/lib/platform/notification/queries'
import { hidden } from '@/lib/selecting/review/load'
import { refreshScore } from '@/lib/selecting/review/scores'
import { PortalError } from '@/lib/shared/errors'
import { ASSIGNABLE } from './assignable'
import { candidatesOf } from './candidates'
import { REASON_WORDS } from './reasons'
import { tellAssigned } from './tell'

/**
 * The chief chooses the reviewers of one application. Each change is one transaction that locks the application's row.
 */

/**
 * Assigns a reviewer to an application: visible at once where it is under review, else hidden until the Call's release.
 * With `sure`, also where a run would not assign them, but never against a conflict of interest.
 * @throws PortalError 'not-found'; 'conflict' (the state, a conflict of interest, no free reviewer); 'invalid' (not
 * sure)
 */
export async function addByHand(db: Database, chief: Person, applicationId: string, reviewer: string, sure: boolean) {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, chief, applicationId, 'assign', true).catch(hidden)
    if (!ASSIGNABLE.includes(application.state))
      throw new PortalError('conflict', 'You cannot choose reviewers for this application in its present state.')
    const call = await callOf(tx, application)
    const [candidate] = await candidatesOf(tx, call, application, { lock: true, person: reviewer })
    if (!candidate)
      throw new PortalError('conflict', 'This person has the application, had it, or does not review for this Call.')
    const words = candidate.reasons.map((reason) => REASON_WORDS[reason])
    if (candidate.refused)
      throw new PortalError('conflict', `Not possible, there is a conflict of interest: ${words.join('; ')}.`)
    if (!candidate.isFree && !sure)
      throw new PortalError('invalid', `Tick the box if you want this all the same: ${words.join('; ')}.`)
    const releasedAt = application.state === 'under-review' ? new Date() : null
    const values = { applicationId: application.id, personId: reviewer, origin: 'hand' as const, assignedBy: chief.id }
    await tx.insert(assignments).values({ ...values, releasedAt })
    await record(tx, chief, application, 'reviewer-added', { person: reviewer, against: candidate.reasons })
    if (releasedAt) await tellAssigned(tx, call, new Map([[reviewer, 1]]))
  })
}

/**
 * Takes an application away from a reviewer. A hidden assignment disappears without a trace; otherwise the reviewer
 * gets a notice, and the portal keeps a started review. With the reason 'conflict' the reviewer never gets this
 * application again. Safe to repeat.
 * @throws PortalError 'not-found'; 'conflict' (the review is submitted, and there is no conflict of interest)
 */
export async function endByHand(
  db: Database,
  chief: Person,
  applicationId: string,
  assignmentId: string,
  why: 'removed' | 'conflict',
) {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, chief, applicationId, 'assign', true).catch(hidden)
    const its = and(eq(assignments.id, assignmentId), eq(assignments.applicationId, application.id))
    const [row] = await tx
      .select({ assignment: assignments, review: reviews, reviewer: people })
      .from(assignments)
      .innerJoin(people, eq(people.id, assignments.personId))
      .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
      .where(its)
    if (!row || row.assignment.endedAt) return
    const { assignment, review, reviewer } = row
    if (review?.submittedAt && why === 'removed')
      throw new PortalError('conflict', 'This review is already in. You can open it again on the page of reviews.')
    if (why === 'conflict') {
      const about = { applicationId: application.id, personId: assignment.personId, declaredBy: chief.id }
      await tx.insert(conflicts).values(about).onConflictDoNothing()
    }
    if (assignment.releasedAt === null && why === 'removed') await tx.delete(assignments).where(its)
    else await tx.update(assignments).set({ endedAt: new Date(), endReason: why }).where(its)
    if (review?.submittedAt) await refreshScore(tx, application.id)
    await record(tx, chief, application, 'reviewer-removed', {
      person: assignment.personId,
      why,
      begun: review !== null,
    })
    if (assignment.releasedAt === null) return
    const data = { number: application.number!, reviewerName: reviewer.name, url: '/review' }
    await notify(tx, reviewer, { template: 'review-removed', data, path: '/review' })
  })
}

function record(tx: Executor, chief: Person, { id }: KnownApplication, type: string, data: Record<string, unknown>) {
  return recordEvent(tx, { applicationId: id, actorId: chief.id, actorRole: staffRole(chief), type, data })
}
