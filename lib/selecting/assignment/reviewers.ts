import { and, asc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, people, reviewers, roles } from '@/db/schema'

/** A reviewer of a Call who can be given something, with their whole load. */
export type Reviewer = typeof reviewers.$inferSelect & {
  name: string
  email: string
  /** How many they take on, and how many they have: those that stand, released or not. */
  limit: number
  used: number
}

/** How many of the Call's applications the reviewer of the outer query has; of those that were withdrawn and the like too. */
const used = sql<number>`(
  select count(*)::int from ${assignments} s join ${applications} a on a.id = s.application_id
  where s.person_id = ${reviewers}.person_id and a.call_id = ${reviewers}.call_id and s.ended_at is null
    and a.state not in ('withdrawn', 'ineligible'))`

const limit = sql<number>`coalesce(${reviewers}.accepts, ${reviewers}.most)`

/** Whether the person of the outer query's row reviews the Call of the row. */
const hasRole = sql`exists (
  select from ${roles} r where r.person_id = ${reviewers}.person_id and r.role = 'reviewer' and r.ended_at is null
    and (r.call_id is null or r.call_id = ${reviewers}.call_id))`

/**
 * The reviewers of a Call, in the order of their ids: whoever has the role and has confirmed their address. `lock` holds
 * their rows, in that order, so that nobody else changes their load. Whoever locks applications too does so before.
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
  // Read after the locks are held: a count in the locking query itself would be as of before the wait for them.
  const rows = await executor
    .select({ reviewer: reviewers, name: people.name, email: people.email, used, limit })
    .from(reviewers)
    .innerJoin(people, eq(people.id, reviewers.personId))
    .where(where)
    .orderBy(asc(reviewers.personId))
  return rows.map(({ reviewer, ...rest }) => ({ ...reviewer, ...rest }))
}
