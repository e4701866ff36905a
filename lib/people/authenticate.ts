import type { Database } from '@/db/client'
import type { AccessKind } from '@/lib/lifecycle/accesses'
import { noteAccess, notingHeldUp } from '@/lib/people/access/note'
import { findWaiting } from '@/lib/people/second-factor/queries'
import { PortalError } from '@/lib/shared/errors'
import { byNetwork, type Client } from './client'
import { verifyPassword } from './password'
import { presentClient } from './present-client'
import { createSession, findByEmail, type PersonRow } from './queries'
import { giveBack, inWords, LIMITS, type Limit, limited, take } from './rate-limit'

export type SignIn =
  | { status: 'signed-in'; personId: string; name: string; email: string; sessionId: string }
  | { status: 'unverified'; person: PersonRow }
  | { status: 'wrong' }

/**
 * Checks an address and password, and begins a session. Our page and next-auth's route both use it, so that the limits
 * cover both. An unknown address and a wrong password cost the same and get the same answer; only a person who knows
 * the password learns that the address waits for its confirmation. Records the outcome.
 * @throws PortalError 'too-many'
 */
export async function authenticate(
  db: Database,
  given: { email: string; password: string },
  client: Client,
  seconds: number,
): Promise<SignIn> {
  const email = given.email.trim().toLowerCase()
  const counts = countsFor(email, client)
  const note = (kind: AccessKind) => noteAccess(db, { kind, address: email, client })
  // Counts before it looks at the password: fifty attempts at once are fifty attempts.
  for (const [limit, subject] of counts) {
    const wait = await take(db, limit, subject)
    if (wait === 0) continue
    await note('held-up')
    throw heldUp(wait, client.device != null)
  }

  const person = await findByEmail(db, email)
  if (!(await verifyPassword(person?.passwordHash ?? null, given.password)) || !person) {
    await note('wrong-password')
    return { status: 'wrong' }
  }

  for (const [limit, subject] of counts) await giveBack(db, limit, subject)
  if (!person.emailVerifiedAt) {
    await note('unconfirmed')
    return { status: 'unverified', person }
  }
  const sessionId = await createSession(db, { personId: person.id, userAgent: client.userAgent, seconds })
  await note((await findWaiting(db, sessionId)) ? 'password-right' : 'signed-in')
  return { status: 'signed-in', personId: person.id, name: person.name, email: person.email, sessionId }
}

function heldUp(wait: number, known: boolean): PortalError {
  const start = `Too many attempts. Please wait ${inWords(wait)} and try again`
  const mail = ', or ask for a link by e-mail: it lets you sign in from this browser at once, with the same password'
  return new PortalError('too-many', known ? `${start}.` : `${start}${mail}.`)
}

/**
 * The counters of an attempt. A known browser has its own, so that strangers' attempts do not shut it out. Short
 * windows come first, so that their refusals do not fill the long ones.
 */
function countsFor(email: string, client: Client): [Limit, string][] {
  if (client.device) return [[LIMITS.signInDevice, client.device]]
  const [networkLimit, network] = byNetwork(LIMITS.signInNetwork, client)
  return [
    [networkLimit, network],
    [LIMITS.signInMinutes, email],
    [LIMITS.signInHour, email],
    [LIMITS.signInDay, email],
  ]
}

/** Whether the password is this person's, counted and recorded: for steps that ask for it again. */
export async function confirmPassword(db: Database, person: PersonRow, password: string): Promise<boolean> {
  const whose = { person: person.id, client: await presentClient() }
  await notingHeldUp(db, whose, limited(db, LIMITS.password, person.id))
  const right = await verifyPassword(person.passwordHash, password)
  if (right) await giveBack(db, LIMITS.password, person.id)
  else await noteAccess(db, { ...whose, kind: 'wrong-password' })
  return right
}
