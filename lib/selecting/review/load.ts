import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, calls, institutions, reviews, submissions } from '@/db/schema'
import { itsInstitution } from '@/lib/applying/application/closing'
import type { Snapshot } from '@/lib/applying/application/frozen-submission'
import {
  allowed,
  callOf,
  type KnownApplication,
  known,
  knownColumns,
  loadApplication,
  noSuchApplication,
} from '@/lib/applying/application/queries'
import { heldDocuments } from '@/lib/applying/malware/queries'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import type { ApplicationAction } from '@/lib/people/permissions'
import { definitionOf } from '@/lib/platform/call-store/versions'
import { PortalError } from '@/lib/shared/errors'
import { isUuid } from '@/lib/shared/uuid'

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
  const { application, assignment, review } = lock
    ? await lockReviewing(executor, person, applicationId, what)
    : await findReviewing(executor, person, applicationId, what)
  if (!assignment) throw noSuchApplication()
  return { application, call: await callOf(executor, application), assignment, review }
}

/** Whether the assignment is one that the person works on. */
const isTheirs = (person: Person) =>
  and(eq(assignments.personId, person.id), isNotNull(assignments.releasedAt), isNull(assignments.endedAt))

/** All in one query, because a page waits for it. */
async function findReviewing(executor: Executor, person: Person, id: string, what: ApplicationAction) {
  const [row] = isUuid(id)
    ? await executor
        .select({ ...knownColumns(person), assignment: assignments, review: reviews })
        .from(applications)
        .innerJoin(calls, eq(calls.id, applications.callId))
        .leftJoin(institutions, itsInstitution)
        .leftJoin(assignments, and(eq(assignments.applicationId, applications.id), isTheirs(person)))
        .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
        .where(eq(applications.id, id))
    : []
  const application = await allowed(executor, person, row ? known(row) : null, what).catch(hidden)
  return { application, assignment: row?.assignment ?? null, review: row?.review ?? null }
}

async function lockReviewing(executor: Executor, person: Person, id: string, what: ApplicationAction) {
  const application = await loadApplication(executor, person, id, what, true).catch(hidden)
  const [assignment] = await executor
    .select()
    .from(assignments)
    .where(and(eq(assignments.applicationId, application.id), isTheirs(person)))
    .for('update')
  return { application, assignment, review: assignment ? await lockReview(executor, assignment.id) : null }
}

async function lockReview(tx: Executor, assignmentId: string): Promise<Review | null> {
  const [review] = await tx.select().from(reviews).where(eq(reviews.assignmentId, assignmentId)).for('update')
  return review ?? null
}

/** The last submission of an application under review, with the Call's definition at that time. */
export async function submittedOf(executor: Executor, call: Call, applicationId: string) {
  const [row] = await executor
    .select({ snapshot: submissions.snapshot, held: heldDocuments(submissions.applicationId) })
    .from(submissions)
    .where(eq(submissions.applicationId, applicationId))
    .orderBy(desc(submissions.attempt))
    .limit(1)
  if (!row) throw noSuchApplication()
  const snapshot = row.snapshot as Snapshot
  return { snapshot, held: row.held, definition: await definitionOf(executor, call, snapshot) }
}

/** Whether reviewers are writing its reviews now. */
export const isOpenForReview = ({ application }: Pick<Reviewing, 'application'>) => application.state === 'under-review'

/** Answers 'not allowed' as 'not found'. */
export function hidden(error: unknown): never {
  if (error instanceof PortalError && error.code === 'forbidden') throw noSuchApplication()
  throw error
}
