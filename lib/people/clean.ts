import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { personTokens, sessions } from '@/db/schema'

/** How long the portal keeps ended sessions, and used or expired links, for questions about them. */
const SESSION_DAYS = 30
const TOKEN_DAYS = 7
/** Admins see unused invitations. */
const INVITATION_DAYS = 180

const days = (count: number) => sql`${count} * interval '1 day'`

/**
 * Removes sessions that ended long ago, except each person's last, which says when they were here. Returns how many.
 */
export async function removeEndedSessions(executor: Executor): Promise<number> {
  const ended = sql`least(s.revoked_at, s.expires_at) < now() - ${days(SESSION_DAYS)}`
  const rows = await executor.execute(sql`
    delete from ${sessions} s where ${ended} and exists (
      select from ${sessions} later where later.person_id = s.person_id
        and (later.created_at, later.id) > (s.created_at, s.id))
    returning 1`)
  return rows.length
}

/** Removes used and expired links: for new addresses, new passwords and invitations. Returns how many. */
export async function removeSpentTokens(executor: Executor): Promise<number> {
  const rows = await executor.execute(sql`
    delete from ${personTokens} t where t.used_at < now() - ${days(TOKEN_DAYS)} or t.expires_at < now() - case
      when t.kind = 'accept-invitation' then ${days(INVITATION_DAYS)} else ${days(TOKEN_DAYS)} end
    returning 1`)
  return rows.length
}
