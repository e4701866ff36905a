import { and, asc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, people, reviewers, roles } from '@/db/schema'

/** A reviewer of a Call who can get applications, with their whole load. */
export type Reviewer = typeof reviewers.$inferSelect & {
  name: string
  email: string
  /** How many they take on, and how many current assignments they have, released or not. */
  limit: number
  used: number
}

/** How many applications of the Call the outer query's reviewer has, including withdrawn and similar ones. */
const used = sql<number>`(
  select count(*)::int from ${assignments} s join ${applications} a on a.id = s.application_id
  where s.person_id = ${reviewers}.person_id and a.call_id = ${reviewers}.call_id and s.ended_at is null
    and a.state not in ('withdrawn', 'ineligible'))`

const limit = sql<number>`coalesce(${reviewers}.accepts, ${reviewers}.most)`

/** Whether the person of the outer query's row reviews that row's Call. */
const hasRole = sql`exists (
  select from ${roles} r where r.person_id = ${reviewers}.person_id and r.role = 'reviewer' and r.ended_at is null
    and (r.call_id is null or r.call_id = ${reviewers}.call_id))`

/**
 * The reviewers of a Call, by id: people with the role and a confirmed address. `lock` locks their rows, in that order,
 * so that nobody else changes their load. A caller that locks applications too does so before.
 */
export async function reviewersOf(
  executor: Executor,
  callId: string,
  { which, lock = false }: { which?: SQL; lock?: boolean } = {},
): Promise<Reviewer[]> {
  const where = and(eq(reviewers.callId, callId), hasRole, isNotNull(people.emailVerifiedAt), which)
  if (lock) {
    await executor
      .select({ personId: reviewers.personId })
      .from(reviewers)
      .innerJoin(people, eq(people.id, reviewers.personId))
      .where(where)
      .orderBy(asc(reviewers.personId))
      .for('update', { of: reviewers })
  }
  // Read after the locks: a count inside the locking query would be as of before the wait.
  const rows = await executor
    .select({ reviewer: reviewers, name: people.name, email: people.email, used, limit })
    .from(reviewers)
    .innerJoin(people, eq(people.id, reviewers.personId))
    .where(where)
    .orderBy(asc(reviewers.personId))
  return rows.map(({ reviewer, ...rest }) => ({ ...reviewer, ...rest }))
}
