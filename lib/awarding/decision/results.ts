import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications } from '@/db/schema'
import type { State } from '@/lib/lifecycle/application'

/** The results that the release makes visible. */
export const RELEASED = ['awarded', 'waiting-list', 'not-awarded', 'not-nominated', 'nominated'] as const

/** Submitted, but not on a list that an institution handed in: the release shows no result for these. */
const ON_THE_WAY = ['submitted', 'returned', 'eligible', 'under-review'] as const

/** How many applications would have no result at a release now. The caller checks who asks. */
export function countOnTheWay(executor: Executor, callId: string): Promise<number> {
  return executor.$count(
    applications,
    and(eq(applications.callId, callId), inArray(applications.state, [...ON_THE_WAY])),
  )
}

export type ResultCounts = { track: string; state: State; n: number }

/** How many applications of each track have each result, and how many have none yet. The caller checks who asks. */
export function resultCounts(executor: Executor, callId: string): Promise<ResultCounts[]> {
  return executor
    .select({ track: sql<string>`${applications.track}`, state: applications.state, n: sql<number>`count(*)::int` })
    .from(applications)
    .where(and(eq(applications.callId, callId), inArray(applications.state, [...RELEASED])))
    .groupBy(applications.track, applications.state)
}
