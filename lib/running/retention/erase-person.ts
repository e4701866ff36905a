import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import {
  applications,
  authenticators,
  messages,
  notificationPreferences,
  notifications,
  people,
  personTokens,
  recoveryCodes,
  roles,
  savedViews,
  sessions,
} from '@/db/schema'
import { forgetAccesses } from '@/lib/people/access/queries'
import { blank } from './erase'
import { ERASED } from './rules'

/**
 * Erases an account with nothing left to keep, in the caller's transaction: every application is erased, and there is
 * no role, current or ended. Returns whether it did; the row stays, for the record of its actions, without name,
 * address and password.
 */
export async function erasePerson(tx: Executor, id: string): Promise<boolean> {
  const [erased] = await tx.execute<{ email: string }>(sql`
    with was as (select email from ${people} where id = ${id}::uuid for update)
    update ${people} p set name = ${ERASED}, latin_name = null, password_hash = null, email_verified_at = null,
      email = 'erased-' || p.id || '@erased.invalid'
    from was where p.id = ${id}::uuid and p.email not like 'erased-%@erased.invalid'
      and not exists (select from ${roles} r where r.person_id = p.id)
      and not exists (select from ${applications} a where a.person_id = p.id and a.erased_at is null)
    returning was.email`)
  if (!erased) return false
  for (const table of [sessions, personTokens, authenticators, recoveryCodes, notificationPreferences, savedViews])
    await tx.execute(sql`delete from ${table} where person_id = ${id}::uuid`)
  await tx.execute(sql`delete from ${notifications} where person_id = ${id}::uuid`)
  await tx.execute(sql`update ${messages} m set ${blank} where lower(m.recipient) = lower(${erased.email})`)
  await forgetAccesses(tx, id, erased.email)
  return true
}
