import type { Executor } from '@/db/client'
import { PortalError } from '@/lib/errors'
import { byNetwork, type Client } from './client'
import { verifyPassword } from './password'
import { createSession, findByEmail, type PersonRow } from './queries'
import { giveBack, inWords, LIMITS, type Limit, limited, take } from './rate-limit'

export type SignIn =
  | { status: 'signed-in'; personId: string; name: string; email: string; sessionId: string }
  | { status: 'unverified'; person: PersonRow }
  | { status: 'wrong' }

/**
 * Checks an address and password, and begins a session. Used by our page and by next-auth's route alike, so that both
 * are limited together. An unknown address and a wrong password cost the same and are answered the same; that an
 * address waits for its confirmation is told only to who knows the password. @throws PortalError 'too-many'
 */
export async function authenticate(
  executor: Executor,
  given: { email: string; password: string },
  client: Client,
  seconds: number,
): Promise<SignIn> {
  const email = given.email.trim().toLowerCase()
  const counts = countsFor(email, client)
  // Counted before the password is looked at: fifty at once are fifty attempts.
  for (const [limit, subject] of counts) {
    const wait = await take(executor, limit, subject)
    if (wait > 0) throw heldUp(wait, client.device != null)
  }

  const person = await findByEmail(executor, email)
  if (!(await verifyPassword(person?.passwordHash ?? null, given.password)) || !person) return { status: 'wrong' }

  for (const [limit, subject] of counts) await giveBack(executor, limit, subject)
  if (!person.emailVerifiedAt) return { status: 'unverified', person }
  const sessionId = await createSession(executor, { personId: person.id, userAgent: client.userAgent, seconds })
  return { status: 'signed-in', personId: person.id, name: person.name, email: person.email, sessionId }
}

function heldUp(wait: number, known: boolean): PortalError {
  const start = `Too many attempts. Please wait ${inWords(wait)} and try again`
  const mail =
    ', or have a link sent to your address: it lets you sign in from this browser at once, by the same password'
  return new PortalError('too-many', known ? `${start}.` : `${start}${mail}.`)
}

/**
 * What an attempt is counted by. A known browser counts alone: what strangers try does not shut it out. Short windows come
 * first, so what they refuse does not fill the long ones.
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

/** Whether the password is this person's, counted: for what asks for it again. */
export async function confirmPassword(executor: Executor, person: PersonRow, password: string): Promise<boolean> {
  await limited(executor, LIMITS.password, person.id)
  const right = await verifyPassword(person.passwordHash, password)
  if (right) await giveBack(executor, LIMITS.password, person.id)
  return right
}
