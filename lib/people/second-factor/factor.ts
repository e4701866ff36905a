import type { Database, Executor } from '@/db/client'
import { noteAccess, notingHeldUp } from '@/lib/people/access/note'
import type { Person } from '@/lib/people/actor'
import { confirmPassword } from '@/lib/people/authenticate'
import { presentClient } from '@/lib/people/present-client'
import { findPerson } from '@/lib/people/queries'
import { giveBack, LIMITS, limited } from '@/lib/people/rate-limit'
import { recordEvent } from '@/lib/platform/ledger/queries'
import type { SecondFactorChange } from '@/lib/platform/mail/templates/second-factor'
import { notify } from '@/lib/platform/notification/queries'
import { PortalError } from '@/lib/shared/errors'
import {
  authenticatorOf,
  confirmWith,
  exchangeSession,
  keepPending,
  noteGiven,
  removeAuthenticator,
  takeStep,
  type Waiting,
} from './queries'
import { renewCodes, useCode } from './recovery-codes'
import { isTotp, plainCode } from './rules'
import { newSecret, stepOf } from './totp'

type Somebody = Pick<Person, 'id' | 'email' | 'name' | 'sessionId'>

/**
 * Starts to set up an authenticator. Only this session shows its secret, and it counts once the person gives a code of
 * it.
 */
export async function beginEnrolment(executor: Executor, person: Pick<Person, 'id' | 'sessionId'>): Promise<void> {
  await keepPending(executor, person, newSecret())
}

/** The authenticator that this session is setting up; null if none. */
export async function pendingOf(
  executor: Executor,
  person: Pick<Person, 'id' | 'sessionId'>,
): Promise<{ row: string; secret: string } | null> {
  const found = await authenticatorOf(executor, person.id)
  if (!found?.secret || found.confirmed || found.session !== person.sessionId) return null
  return { row: found.row, secret: found.secret }
}

/**
 * Confirms the authenticator by its first code. Returns the recovery codes, which the portal never shows again; null
 * for a wrong code. @throws PortalError 'too-many', 'conflict' if nothing waits to be confirmed here.
 */
export async function confirmEnrolment(db: Database, person: Somebody, typed: string): Promise<string[] | null> {
  const pending = await pendingOf(db, person)
  if (!pending)
    throw new PortalError('conflict', 'This was set up, or begun anew, in another window. Load this page again.')
  const step = await counted(db, person.id, async () => {
    const code = plainCode(typed)
    return isTotp(code) ? stepOf(pending.secret, code) : null
  })
  if (step === null) return null
  return db.transaction(async (tx) => {
    if (!(await confirmWith(tx, person.id, pending.row, step))) return null
    await noteGiven(tx, person.sessionId)
    await record(tx, person, 'set-up')
    return renewCodes(tx, person.id)
  })
}

/**
 * Checks the code of a session that waits for it. Returns the id of the new session that replaces it; null for a wrong
 * or used code. @throws PortalError 'too-many'
 */
export async function giveCode(db: Database, waiting: Waiting, typed: string): Promise<string | null> {
  const sessionId = await counted(db, waiting.id, () =>
    db.transaction(async (tx) => {
      return (await takeCode(tx, waiting, typed)) ? exchangeSession(tx, waiting.sessionId) : null
    }),
  )
  if (sessionId) await noteAccess(db, { kind: 'signed-in', person: waiting.id, client: await presentClient() })
  return sessionId
}

/**
 * Whether a signed-in person knows the password and a code. Uses the code up.
 * @throws PortalError 'too-many'
 */
export async function prove(
  db: Database,
  person: Somebody,
  given: { password: string; code: string },
): Promise<'proven' | 'wrong-password' | 'wrong-code'> {
  const row = await findPerson(db, person.id)
  if (!row || !(await confirmPassword(db, row, given.password))) return 'wrong-password'
  return (await proveCode(db, person, given.code)) ? 'proven' : 'wrong-code'
}

/** Whether a code is right. Uses it up. @throws PortalError 'too-many' */
export async function proveCode(db: Database, person: Somebody, typed: string): Promise<boolean> {
  const right = await counted(db, person.id, () =>
    db.transaction(async (tx) => (await takeCode(tx, person, typed)) || null),
  )
  return right !== null
}

/** Removes the person's own authenticator; the caller has checked password and code. */
export async function removeOwn(db: Database, person: Somebody): Promise<void> {
  await db.transaction(async (tx) => {
    if (await removeAuthenticator(tx, person.id)) await record(tx, person, 'removed')
  })
}

/** Replaces the recovery codes; the caller has checked password and code. */
export function renewOwnCodes(db: Database, person: Somebody): Promise<string[]> {
  return db.transaction(async (tx) => {
    await record(tx, person, 'new-codes')
    return renewCodes(tx, person.id)
  })
}

async function takeCode(tx: Executor, person: Omit<Somebody, 'sessionId'>, typed: string): Promise<boolean> {
  const code = plainCode(typed)
  if (isTotp(code)) {
    const found = await authenticatorOf(tx, person.id)
    if (!found?.confirmed || !found.secret) return false
    const step = stepOf(found.secret, code)
    return step !== null && takeStep(tx, person.id, found.row, step)
  }
  const used = await useCode(tx, person.id, code)
  if (used) await record(tx, person, 'recovery-code')
  return used
}

/**
 * Counts an attempt before it looks at the code. Takes the count back if the code is right (not null), and records it
 * if not.
 */
async function counted<T>(db: Database, personId: string, attempt: () => Promise<T | null>): Promise<T | null> {
  const limits = [LIMITS.code, LIMITS.codeDay]
  const whose = { person: personId, client: await presentClient() }
  for (const limit of limits) await notingHeldUp(db, whose, limited(db, limit, personId))
  const result = await attempt()
  if (result === null) await noteAccess(db, { ...whose, kind: 'wrong-code' })
  else for (const limit of limits) await giveBack(db, limit, personId)
  return result
}

/** Records the change and tells the account's owner, also if an admin made it. */
async function record(tx: Executor, person: Omit<Somebody, 'sessionId'>, change: SecondFactorChange): Promise<void> {
  await recordEvent(tx, {
    applicationId: null,
    actorId: person.id,
    actorRole: 'person',
    type: `second-factor-${change}`,
    data: { person: person.id },
  })
  await tellOfChange(tx, person, change)
}

export async function tellOfChange(
  tx: Executor,
  person: Pick<Person, 'id' | 'email' | 'name'>,
  change: SecondFactorChange,
): Promise<void> {
  const data = { name: person.name, change, accountUrl: '/account/two-factor' }
  await notify(tx, person, { template: 'second-factor-changed', data, path: '/account/two-factor' })
}
