import { and, eq, isNotNull, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { assignments, people, reviews } from '@/db/schema'
import { loadApplication } from '@/lib/applying/application/queries'
import type { Person } from '@/lib/people/actor'
import { staffRole } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { notify } from '@/lib/platform/notification/queries'
import { PortalError } from '@/lib/shared/errors'
import { hidden } from './load'
import { refreshScore } from './scores'

/**
 * Returns a submitted review to its reviewer, with the reason. The reviewer may have read the other reviews since, so
 * the event lists which of these were in.
 * @throws PortalError 'not-found', 'conflict' (reviewing has ended, or the review is not in).
 */
export async function reopenReview(
  db: Database,
  chief: Person,
  applicationId: string,
  assignmentId: string,
  reason: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, chief, applicationId, 'reopen-review', true).catch(hidden)
    if (application.state !== 'under-review')
      throw new PortalError('conflict', 'Reviewing of this application has ended, so no review can be reopened.')
    const [row] = await tx
      .select({ assignment: assignments, review: reviews, reviewer: people })
      .from(reviews)
      .innerJoin(assignments, eq(assignments.id, reviews.assignmentId))
      .innerJoin(people, eq(people.id, assignments.personId))
      .where(and(eq(assignments.id, assignmentId), eq(assignments.applicationId, application.id)))
      .for('update', { of: reviews })
    if (!row?.review.submittedAt || row.assignment.endedAt)
      throw new PortalError('conflict', 'This review is no longer in, so you cannot reopen it.')
    const seen = await tx
      .select({ id: reviews.assignmentId })
      .from(reviews)
      .innerJoin(assignments, eq(assignments.id, reviews.assignmentId))
      .where(
        and(
          eq(assignments.applicationId, application.id),
          ne(assignments.id, assignmentId),
          isNotNull(reviews.submittedAt),
        ),
      )
    await tx.update(reviews).set({ submittedAt: null, total: null }).where(eq(reviews.assignmentId, assignmentId))
    await refreshScore(tx, application.id)
    await recordEvent(tx, {
      applicationId: application.id,
      actorId: chief.id,
      actorRole: staffRole(chief),
      type: 'review-reopened',
      data: { assignment: assignmentId, reason, total: row.review.total, seen: seen.map(({ id }) => id) },
    })
    const path = `/review/${application.id}`
    const data = { number: application.number!, reviewerName: row.reviewer.name, reason, url: path }
    await notify(tx, row.reviewer, { template: 'review-reopened', data, path })
  })
}
