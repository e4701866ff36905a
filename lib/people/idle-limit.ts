import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { roles } from '@/db/schema'
import { settings } from '@/lib/shared/settings'

/** How long staff may be idle before the portal signs them out, in seconds. */
export const idleSeconds = () => settings().STAFF_IDLE_MINUTES * 60

/**
 * Whether a session is over because its person has a role and was idle for too long. `personId` and `seenAt` are the
 * session's columns in the query, `idle` the limit in seconds. Applicants have no such limit: they may fill in a form
 * at a library over hours.
 */
export function idleTooLong(
  personId: SQLWrapper,
  seenAt: SQLWrapper,
  idle: SQLWrapper = sql`${idleSeconds()}`,
): SQL<boolean> {
  return sql<boolean>`(${seenAt} < now() - ${idle} * interval '1 second'
    and exists (select from ${roles} idle where idle.person_id = ${personId} and idle.ended_at is null))`
}
