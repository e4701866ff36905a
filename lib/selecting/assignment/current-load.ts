import { and, asc, desc, eq, isNull, notInArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, calls, reviewers, reviews } from '@/db/schema'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import type { Standing } from './give-back'
import { reviewersOf } from './reviewers'

/** In these states there is nothing left to review, so the application counts towards no load. */
const UNCOUNTED: State[] = ['withdrawn', 'ineligible']

/** The Calls that the person reviews, newest first. */
export async function loadsOf(executor: Executor, person: Person) {
  const rows = await executor
    .select({ id: calls.id, slug: calls.slug, title: calls.title })
    .from(reviewers)
    .innerJoin(calls, eq(calls.id, reviewers.callId))
    .where(eq(reviewers.personId, person.id))
    .orderBy(desc(calls.opensAt), asc(calls.slug))
  return rows.filter(({ id }) =>
    person.roles.some(({ role, callId }) => role === 'reviewer' && (callId === null || callId === id)),
  )
}

/** The person as a reviewer of the Call, with the load they take on; null if they are not one. `lock` locks the row. */
export async function asReviewer(executor: Executor, person: Person, callId: string, lock = false) {
  const [found] = await reviewersOf(executor, callId, { which: eq(reviewers.personId, person.id), lock })
  return found ?? null
}

/**
 * The applications of a Call that count towards the person's load, hidden ones too. For the portal's own use, not for
 * display.
 */
export function standingOf(executor: Executor, person: Person, callId: string): Promise<Standing[]> {
  return executor
    .select({
      id: assignments.id,
      applicationId: assignments.applicationId,
      number: sql<string>`${applications}.number`,
      hidden: sql<boolean>`${assignments}.released_at is null`,
      // When reviewing has ended, there is nothing to give back.
      begun: sql<boolean>`${assignments}.released_at is not null
        and (${reviews}.assignment_id is not null or ${applications}.state <> 'under-review')`,
      assignedAt: assignments.assignedAt,
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(
      and(
        eq(assignments.personId, person.id),
        isNull(assignments.endedAt),
        eq(applications.callId, callId),
        notInArray(applications.state, UNCOUNTED),
      ),
    )
    .orderBy(asc(applications.number))
}

/** The part of it that the person can see. */
export async function knownOf(executor: Executor, person: Person, callId: string): Promise<Standing[]> {
  return (await standingOf(executor, person, callId)).filter(({ hidden }) => !hidden)
}
