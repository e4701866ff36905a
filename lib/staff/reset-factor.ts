import { and, eq, isNull } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { roles } from '@/db/schema'
import { recordEvent } from '@/lib/audit/queries'
import { PortalError } from '@/lib/errors'
import type { Person } from '@/lib/people/actor'
import { appointsIn } from '@/lib/people/permissions'
import { revokeAllSessions } from '@/lib/people/queries'
import { tellOfChange } from '@/lib/second-factor/factor'
import { removeAuthenticator } from '@/lib/second-factor/queries'
import { lockPerson } from './give-role'

/**
 * Whether the admin may reset this person's authenticator: only if everything that the person may do is within what the
 * admin manages, else an admin of one Call would weaken another's. Nobody resets their own.
 */
export async function mayReset(executor: Executor, admin: Person, personId: string): Promise<boolean> {
  if (personId === admin.id) return false
  const held = await executor
    .select({ callId: roles.callId })
    .from(roles)
    .where(and(eq(roles.personId, personId), isNull(roles.endedAt)))
  if (held.length === 0) return false
  const mine = appointsIn(admin)
  return mine === 'all' || held.every(({ callId }) => callId !== null && mine.includes(callId))
}

/**
 * Removes the authenticator and recovery codes of somebody who lost them, signs them out everywhere and tells them.
 * @throws PortalError 'not-found'; 'conflict' if there is none.
 */
export async function resetFactor(db: Database, admin: Person, personId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const person = await lockPerson(tx, personId)
    if (!person || !(await mayReset(tx, admin, personId)))
      throw new PortalError('not-found', 'There is no such person, or their sign-in is not yours to reset.')
    if (!(await removeAuthenticator(tx, personId)))
      throw new PortalError('conflict', 'This person has no authenticator.')
    await revokeAllSessions(tx, personId)
    await recordEvent(tx, {
      ...{ applicationId: null, actorId: admin.id, actorRole: 'admin', type: 'second-factor-reset' },
      data: { person: personId },
    })
    await tellOfChange(tx, person, 'reset')
  })
}
