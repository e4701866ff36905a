import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { people, roles } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { endTokens } from '@/lib/people/tokens'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { notify } from '@/lib/platform/notification/queries'
import { PortalError } from '@/lib/shared/errors'
import { lockPerson } from './give-role'
import { endOpenWork, openWork } from './open-work'
import { callOf, loadRole, type RoleRow } from './role-row'
import { roleInWords } from './rules'
import { limitInvitations, tell } from './tell'

/**
 * Ends a role from the next request on, with its reviewer's unstarted reviews; `begun` says whether started ones go or
 * stay. An unaccepted invitation ends with the person's last role. Ending an ended role does nothing.
 * @throws PortalError 'not-found'; 'forbidden' (the own last admin role, the last admin of all Calls); 'invalid' if
 * there are started reviews and `begun` is missing.
 */
export async function endRole(db: Database, admin: Person, id: string, begun?: 'keep' | 'remove'): Promise<RoleRow> {
  return db.transaction(async (tx) => {
    const first = await loadRole(tx, admin, id)
    if (first.role === 'admin') await requireAnotherAdmin(tx, admin, first)
    const person = (await lockPerson(tx, first.personId))!
    const role = await loadRole(tx, admin, id, true)
    if (role.endedAt) return role
    if (role.role === 'reviewer') {
      const open = await openWork(tx, admin, role)
      if (open.begun > 0 && !begun)
        throw new PortalError('invalid', 'Choose what happens to the reviews that are started.')
    }
    await tx.update(roles).set({ endedAt: sql`now()` }).where(eq(roles.id, id))
    if (role.role === 'reviewer' && !(await reviewsStill(tx, role)))
      await endOpenWork(tx, admin, role, begun === 'remove')
    const call = await callOf(tx, role)
    const { role: name, callId, institution, personId } = role
    await recordEvent(tx, {
      applicationId: null,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'role-ended',
      data: { person: personId, role: name, call: callId, institution, begun: begun ?? null },
    })
    if (person.emailVerifiedAt) {
      const data = { name: person.name, role: roleInWords(name, call, institution), by: admin.name }
      await notify(tx, person, { template: 'role-ended', data, path: '/account' })
    } else if (!(await hasRole(tx, personId))) await endTokens(tx, 'accept-invitation', personId)
    return role
  })
}

/** Undoes an end. A reviewer's applications have to be assigned again; an invited person gets a new link. */
export async function reactivateRole(db: Database, admin: Person, id: string): Promise<RoleRow> {
  return db.transaction(async (tx) => {
    const { personId } = await loadRole(tx, admin, id)
    const person = (await lockPerson(tx, personId))!
    const role = await loadRole(tx, admin, id, true)
    if (!role.endedAt) return role
    await tx.update(roles).set({ endedAt: null }).where(eq(roles.id, id))
    await recordEvent(tx, {
      applicationId: null,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'role-reactivated',
      data: { person: personId, role: role.role, call: role.callId, institution: role.institution },
    })
    await tell(tx, admin, person, await callOf(tx, role), role)
    return role
  })
}

/** Sends the invitation of a role again; earlier links still work. @throws PortalError 'conflict', 'too-many' */
export async function resendInvitation(db: Database, admin: Person, id: string): Promise<RoleRow> {
  const { personId } = await loadRole(db, admin, id)
  await limitInvitations(db, personId)
  return db.transaction(async (tx) => {
    const person = (await lockPerson(tx, personId))!
    const role = await loadRole(tx, admin, id, true)
    if (role.endedAt || person.emailVerifiedAt)
      throw new PortalError('conflict', 'There is nothing to send: the role has ended, or the invitation was accepted.')
    await tell(tx, admin, person, await callOf(tx, role), role)
    await recordEvent(tx, {
      applicationId: null,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'invitation-resent',
      data: { person: personId, role: role.role, call: role.callId },
    })
    return role
  })
}

/**
 * Locks the admins of the same scope, so that of two who end each other the second finds their role ended.
 * @throws PortalError 'forbidden'
 */
async function requireAnotherAdmin(tx: Executor, admin: Person, role: RoleRow): Promise<void> {
  // Locks all admin roles in one order: those of all Calls and those of one belong together.
  const standing = await tx
    .select({ id: roles.id, personId: roles.personId, callId: roles.callId })
    .from(roles)
    .where(and(eq(roles.role, 'admin'), isNull(roles.endedAt)))
    .orderBy(asc(roles.id))
    .for('no key update')
  const own = standing.filter(({ personId }) => personId === admin.id)
  if (!own.some(({ callId }) => callId === null || callId === role.callId))
    throw new PortalError('forbidden', 'You are no longer an admin.')
  if (own.length === 1 && own[0]!.id === role.id)
    throw new PortalError('forbidden', 'This is your own last role as an admin. Another admin has to end it.')
  if (role.callId !== null) return
  const verified = await tx
    .select({ id: roles.id })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(
      and(
        eq(roles.role, 'admin'),
        isNull(roles.callId),
        isNull(roles.endedAt),
        isNotNull(people.emailVerifiedAt),
        sql`${roles.id} <> ${role.id}`,
      ),
    )
  if (verified.length === 0)
    throw new PortalError(
      'forbidden',
      'This is the last admin of all Calls who can sign in. Appoint another one first.',
    )
}

/** Whether another role makes them a reviewer of the same Call. */
async function reviewsStill(tx: Executor, { personId, callId }: RoleRow): Promise<boolean> {
  const rows = await tx
    .select({ callId: roles.callId })
    .from(roles)
    .where(and(eq(roles.personId, personId), eq(roles.role, 'reviewer'), isNull(roles.endedAt)))
  return rows.some((other) => other.callId === null || other.callId === callId)
}

async function hasRole(tx: Executor, personId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: roles.id })
    .from(roles)
    .where(and(eq(roles.personId, personId), isNull(roles.endedAt)))
    .limit(1)
  return rows.length > 0
}
