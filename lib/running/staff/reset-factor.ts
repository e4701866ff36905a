import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { authenticators, people, roles } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { appointsIn } from '@/lib/people/permissions'
import { findByEmail, revokeAllSessions } from '@/lib/people/queries'
import { tellOfChange } from '@/lib/people/second-factor/factor'
import { removeAuthenticator } from '@/lib/people/second-factor/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { isUuid } from '@/lib/shared/uuid'
import { lockPerson } from './give-role'
import { findMember } from './queries'

/**
 * Whether the admin may reset this person's authenticator: only if the admin manages all of the person's roles;
 * otherwise an admin of one Call could weaken another Call. For people without a role, such as applicants, only admins
 * of all Calls can. Nobody resets their own.
 */
export async function mayReset(executor: Executor, admin: Person, personId: string): Promise<boolean> {
  if (personId === admin.id || !isUuid(personId)) return false
  const held = await executor
    .select({ callId: roles.callId })
    .from(roles)
    .where(and(eq(roles.personId, personId), isNull(roles.endedAt)))
  const mine = appointsIn(admin)
  if (mine === 'all') return true
  return held.length > 0 && held.every(({ callId }) => callId !== null && mine.includes(callId))
}

/** `member`: has or had a role that the admin manages, and so a page among the people. */
export type Resettable = { id: string; name: string; email: string; member: boolean; hasRole: boolean }

/** A person with an authenticator that the admin may reset; null otherwise. */
export async function findResettable(executor: Executor, admin: Person, id: string): Promise<Resettable | null> {
  if (!(await mayReset(executor, admin, id))) return null
  const [person] = await executor
    .select({ id: people.id, name: people.name, email: people.email })
    .from(people)
    .innerJoin(authenticators, eq(authenticators.personId, people.id))
    .where(and(eq(people.id, id), isNotNull(authenticators.confirmedAt)))
  if (!person) return null
  const member = await findMember(executor, admin, id)
  return { ...person, member: member !== null, hasRole: member?.roles.some(({ endedAt }) => endedAt === null) ?? false }
}

/**
 * The same by the whole address, only for admins of all Calls: applicants are on no list, and part of an address finds
 * nobody. The answer is null whether there is no account, it has no authenticator, or it is the admin's own.
 * @throws PortalError 'not-found'
 */
export async function findToReset(executor: Executor, admin: Person, address: string): Promise<Resettable | null> {
  if (appointsIn(admin) !== 'all') throw new PortalError('not-found', 'There is no such page.')
  const person = await findByEmail(executor, address)
  return person && findResettable(executor, admin, person.id)
}

/**
 * Removes the authenticator and recovery codes of a person who lost them, signs them out everywhere and tells them.
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
      applicationId: null,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'second-factor-reset',
      data: { person: personId },
    })
    await tellOfChange(tx, person, 'reset')
  })
}
