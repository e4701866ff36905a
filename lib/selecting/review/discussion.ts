import { and, asc, eq, gt, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { assignments, conflicts, people, reviewComments, reviews, roles } from '@/db/schema'
import { type KnownApplication, loadApplication } from '@/lib/applying/application/queries'
import type { Person } from '@/lib/people/actor'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { notify } from '@/lib/platform/notification/queries'
import { leadersOf } from './chiefs'
import { hidden } from './load'

/** The discussion of an application between its chief and the reviewers whose own review is in. */

/** How long the author can restore a removed comment, in minutes. */
const UNDO_MINUTES = 30

export type Comment = typeof reviewComments.$inferSelect & { author: string }

/**
 * The comments, oldest first, with the person's own removed ones while they can restore them. The caller has checked
 * that the person may 'discuss'.
 */
export async function commentsOf(executor: Executor, person: Person, applicationId: string): Promise<Comment[]> {
  const rows = await executor
    .select({ comment: reviewComments, author: people.name })
    .from(reviewComments)
    .innerJoin(people, eq(people.id, reviewComments.personId))
    .where(
      and(
        eq(reviewComments.applicationId, applicationId),
        or(isNull(reviewComments.removedAt), and(eq(reviewComments.personId, person.id), canBePutBack())),
      ),
    )
    .orderBy(asc(reviewComments.at), asc(reviewComments.id))
  return rows.map(({ comment, author }) => ({ ...comment, author }))
}

const canBePutBack = () => gt(reviewComments.removedAt, sql`now() - ${UNDO_MINUTES} * interval '1 minute'`)

/** Adds a comment and notifies the others; the same `id` again adds nothing. @throws PortalError 'not-found' */
export async function addComment(
  db: Database,
  person: Person,
  applicationId: string,
  id: string,
  text: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, person, applicationId, 'discuss', true).catch(hidden)
    const [added] = await tx
      .insert(reviewComments)
      .values({ id, applicationId: application.id, personId: person.id, text })
      .onConflictDoNothing()
      .returning({ id: reviewComments.id })
    if (!added) return
    await record(tx, person, application, 'review-comment', id)
    await tellOthers(tx, person, application)
  })
}

/**
 * Removes the person's own comment, or restores it within a while; a repeat changes nothing. @throws PortalError
 * 'not-found'
 */
export async function removeComment(
  db: Database,
  person: Person,
  applicationId: string,
  id: string,
  removed: boolean,
): Promise<void> {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, person, applicationId, 'discuss', true).catch(hidden)
    const [changed] = await tx
      .update(reviewComments)
      .set({ removedAt: removed ? sql`now()` : null })
      .where(
        and(
          eq(reviewComments.id, id),
          eq(reviewComments.applicationId, application.id),
          eq(reviewComments.personId, person.id),
          removed ? isNull(reviewComments.removedAt) : canBePutBack(),
        ),
      )
      .returning({ id: reviewComments.id })
    if (changed)
      await record(tx, person, application, removed ? 'review-comment-removed' : 'review-comment-restored', id)
  })
}

function record(tx: Executor, person: Person, application: KnownApplication, type: string, comment: string) {
  return recordEvent(tx, {
    applicationId: application.id,
    actorId: person.id,
    actorRole: application.tie.assignment ? 'reviewer' : 'chief',
    type,
    data: { comment },
  })
}

/** The reviewers whose own review is in, and those chiefs who take part. */
async function tellOthers(tx: Executor, person: Person, application: KnownApplication) {
  const reviewers = await tx
    .select({ id: people.id, email: people.email, name: people.name })
    .from(assignments)
    .innerJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .innerJoin(people, eq(people.id, assignments.personId))
    .where(
      and(
        eq(assignments.applicationId, application.id),
        ne(assignments.personId, person.id),
        isNotNull(reviews.submittedAt),
        isNull(assignments.endedAt),
        sql`exists (select from ${roles} r where r.person_id = ${people.id} and r.role = 'reviewer'
          and r.ended_at is null and (r.call_id is null or r.call_id = ${application.callId}))`,
        sql`not exists (
          select from ${conflicts} c where c.application_id = ${application.id} and c.person_id = ${people.id})`,
      ),
    )
  const speakers = await tx
    .selectDistinct({ id: reviewComments.personId })
    .from(reviewComments)
    .where(and(eq(reviewComments.applicationId, application.id), isNull(reviewComments.removedAt)))
  const spoke = new Set(speakers.map(({ id }) => id))
  const leaders = (await leadersOf(tx, application)).filter(({ id }) => id !== person.id && spoke.has(id))
  const tell = (to: (typeof leaders)[number], path: string) =>
    notify(tx, to, {
      template: 'review-comment',
      data: {
        number: application.number!,
        readerName: to.name,
        url: path,
        preferencesUrl: '/notifications/preferences',
      },
      path,
    })
  for (const reviewer of reviewers) await tell(reviewer, `/review/${application.id}#discussion`)
  for (const leader of leaders.filter(({ id }) => !reviewers.some((reviewer) => reviewer.id === id)))
    await tell(leader, `/applications/${application.id}/reviews#discussion`)
}
