import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, reviews } from '@/db/schema'

/**
 * Reviews that count: submitted, by a reviewer who has not declared a conflict of interest since. A review still counts
 * if the assignment was taken away after it was in.
 */
export const counted = and(
  isNotNull(reviews.submittedAt),
  or(sql`${assignments}.end_reason is null`, sql`${assignments}.end_reason <> 'conflict'`),
)!

/** The totals of the reviews of an application that count. */
export async function totalsOf(executor: Executor, applicationId: string): Promise<number[]> {
  const rows = await executor
    .select({ total: reviews.total })
    .from(reviews)
    .innerJoin(assignments, eq(assignments.id, reviews.assignmentId))
    .where(and(eq(assignments.applicationId, applicationId), counted))
  return rows.map(({ total }) => total!)
}

/** Updates the application's score and number of submitted reviews. The caller locks the application's row. */
export async function refreshScore(tx: Executor, applicationId: string): Promise<void> {
  const totals = await totalsOf(tx, applicationId)
  const score = totals.length > 0 ? totals.reduce((sum, total) => sum + total, 0) / totals.length : null
  await tx.update(applications).set({ score, reviewsIn: totals.length }).where(eq(applications.id, applicationId))
}
