import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { reviews } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { askFurther } from './disagreement'
import { criteriaOf } from './form'
import { loadReviewing } from './load'
import { requireOpen } from './save'
import { totalOf } from './score'
import { refreshScore } from './scores'
import { reviewErrors } from './section'

/**
 * Submits a review as the reviewer saw it (`version`), in one transaction: checks it, works out its total and the
 * application's score, and asks a further reviewer where reviewers disagree. A submitted review stays unchanged.
 * @throws PortalError 'not-found', 'closed' (no longer under review), 'invalid' (not complete), 'conflict' (changed
 * since).
 */
export async function submitReview(
  db: Database,
  person: Person,
  applicationId: string,
  version: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    const reviewing = await loadReviewing(tx, person, applicationId, 'review', true)
    const { application, call, assignment, review } = reviewing
    if (review?.submittedAt) return
    requireOpen(reviewing)
    if (version !== (review?.version ?? 0))
      throw new PortalError(
        'conflict',
        'Your review was changed in another window meanwhile. Open this page again, check it, and submit it then.',
      )
    const answers = review?.answers ?? {}
    const track = application.track!
    const missing = Object.values(reviewErrors(call.definition, track, answers))
    const total = totalOf(criteriaOf(call.definition, track), answers)
    if (missing.length > 0 || total === null)
      throw new PortalError('invalid', `Not complete yet. ${missing.join('. ')}.`)
    await tx.update(reviews).set({ submittedAt: new Date(), total }).where(eq(reviews.assignmentId, assignment.id))
    await recordEvent(tx, {
      applicationId: application.id,
      actorId: person.id,
      actorRole: 'reviewer',
      type: 'review-submitted',
      data: { assignment: assignment.id, total, version },
    })
    await refreshScore(tx, application.id)
    await askFurther(tx, application, call)
  })
}
