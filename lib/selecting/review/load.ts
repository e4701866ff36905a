import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { assignments, reviews } from '@/db/schema'
import {
  callOf,
  type KnownApplication,
  lastSubmission,
  loadApplication,
  noSuchApplication,
} from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { definitionOf } from '@/lib/platform/call-store/versions'
import { PortalError } from '@/lib/shared/errors'

export type Assignment = typeof assignments.$inferSelect
export type Review = typeof reviews.$inferSelect

/** An application under review by the person, with their assignment and their review so far. */
export type Reviewing = { application: KnownApplication; call: Call; assignment: Assignment; review: Review | null }

/**
 * Loads what the person reviews, if they may do this to it. `lock` locks the application's row, and then the review's,
 * until the transaction ends.
 * @throws PortalError 'not-found' in every other case, so that the answer reveals nothing.
 */
export async function loadReviewing(
  executor: Executor,
  person: Person,
  applicationId: string,
  what: 'declare-conflict' | 'review',
  lock = false,
): Promise<Reviewing> {
  const application = await loadApplication(executor, person, applicationId, what, lock).catch(hidden)
  const query = executor
    .select({ assignment: assignments, review: reviews })
    .from(assignments)
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(
      and(
        eq(assignments.applicationId, application.id),
        eq(assignments.personId, person.id),
        isNotNull(assignments.releasedAt),
        isNull(assignments.endedAt),
      ),
    )
  const [row] = lock ? await query.for('update', { of: assignments }) : await query
  if (!row) throw noSuchApplication()
  const review = lock ? await lockReview(executor, row.assignment.id) : row.review
  return { application, call: await callOf(executor, application), assignment: row.assignment, review }
}

async function lockReview(tx: Executor, assignmentId: string): Promise<Review | null> {
  const [review] = await tx.select().from(reviews).where(eq(reviews.assignmentId, assignmentId)).for('update')
  return review ?? null
}

/** The last submission of an application under review, with the Call's definition at that time. */
export async function submittedOf(executor: Executor, call: Call, applicationId: string) {
  const submission = await lastSubmission(executor, applicationId)
  if (!submission) throw noSuchApplication()
  const { snapshot } = submission
  return { snapshot, definition: await definitionOf(executor, call, snapshot) }
}

/** Whether reviewers are writing its reviews now. */
export const isOpenForReview = ({ application }: Pick<Reviewing, 'application'>) => application.state === 'under-review'

/** Answers 'not allowed' as 'not found'. */
export function hidden(error: unknown): never {
  if (error instanceof PortalError && error.code === 'forbidden') throw noSuchApplication()
  throw error
}
