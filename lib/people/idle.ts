import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { roles } from '@/db/schema'
import { settings } from '@/lib/shared/settings'

/** How long staff may do nothing before they are signed out, in seconds. */
export const idleSeconds = () => settings().STAFF_IDLE_MINUTES * 60

/**
 * Whether a session is over because its person has a role and did nothing for too long. `personId` and `seenAt` are the
 * session's columns in the query. An applicant, who fills in a form at a library over hours, has no such limit.
 */
export function idleTooLong(personId: SQLWrapper, seenAt: SQLWrapper): SQL<boolean> {
  return sql<boolean>`(${seenAt} < now() - ${idleSeconds()} * interval '1 second'
    and exists (select from ${roles} idle where idle.person_id = ${personId} and idle.ended_at is null))`
}
