import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { assignments, conflicts, people, reviews } from '@/db/schema'
import type { Assignment, Review } from './load'

/** Everybody to whom an application was released, and their reviews. `shownReview` decides who sees what of it. */
export type ReviewerRow = {
  assignment: Assignment
  review: Review | null
  person: { id: string; name: string }
  conflict: string | null
  /** The name among reviewers: A, B, C in the order of their assignments. */
  letter: string
}

export async function reviewersOf(executor: Executor, applicationId: string): Promise<ReviewerRow[]> {
  const rows = await executor
    .select({
      assignment: assignments,
      review: reviews,
      person: { id: people.id, name: people.name },
      conflict: conflicts.reason,
    })
    .from(assignments)
    .innerJoin(people, eq(people.id, assignments.personId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .leftJoin(
      conflicts,
      and(eq(conflicts.applicationId, assignments.applicationId), eq(conflicts.personId, assignments.personId)),
    )
    .where(and(eq(assignments.applicationId, applicationId), isNotNull(assignments.releasedAt)))
    .orderBy(asc(assignments.releasedAt), asc(assignments.id))
  return rows.map((row, index) => ({ ...row, letter: letterOf(index) }))
}

/** A to Z, then AA, AB and so on. */
export function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}

/** The submitted reviews that count: other people read only these. */
export function countedReviews(rows: ReviewerRow[]): (ReviewerRow & { review: Review })[] {
  return rows.filter(
    (row): row is ReviewerRow & { review: Review } =>
      row.review?.submittedAt != null && row.assignment.endReason !== 'conflict',
  )
}
