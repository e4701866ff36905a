import { and, eq, isNull, notInArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'

/**
 * How many applications of the Call each of its reviewers has, if any, counting only those that the person reads as staff. The whole
 * load, compared with the committee's figures, would reveal to a chief who reviews an application with which they have
 * a conflict of interest.
 */
export async function shownLoads(executor: Executor, person: Person, callId: string): Promise<Map<string, number>> {
  const rows = await executor
    .select({ personId: assignments.personId, count: sql<number>`count(*)::int` })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .where(
      and(
        isNull(assignments.endedAt),
        eq(applications.callId, callId),
        notInArray(applications.state, ['withdrawn', 'ineligible']),
        readableAsStaff(person),
      ),
    )
    .groupBy(assignments.personId)
  return new Map(rows.map(({ personId, count }) => [personId, count]))
}
