import { asc, eq } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { assignments, people, reviews } from '@/db/schema'

/** The present and past reviewers of an application. The caller has loaded it as a person who assigns its reviewers. */
export function handView(executor: Executor, applicationId: string) {
  return executor
    .select({ assignment: assignments, name: people.name, begun: reviews.savedAt, submittedAt: reviews.submittedAt })
    .from(assignments)
    .innerJoin(people, eq(people.id, assignments.personId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(eq(assignments.applicationId, applicationId))
    .orderBy(asc(assignments.assignedAt), asc(assignments.id))
}
export type HandRow = Awaited<ReturnType<typeof handView>>[number]
