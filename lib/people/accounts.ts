import type { Database, Executor } from '@/db/client'
import { endAllTokens } from '@/lib/people/api-token/tokens'
import { absolute, queueMail } from '@/lib/platform/mail/queries'
import { hashPassword, verifyPassword } from './password'
import {
  createPerson,
  findByEmail,
  findPerson,
  type PersonRow,
  revokeAllSessions,
  updatePerson,
  updateUnconfirmed,
} from './queries'
import { LIMITS, take } from './rate-limit'
import { createToken, endTokens, ownerOf, useToken } from './tokens'

/** The minimum duration, in milliseconds, of a request that must not reveal whether an account exists. */
const EVEN_MS = 300

/** Answers after the same time, whether or not there was something to do. */
async function evenly<T>(work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, new Promise((resolve) => setTimeout(resolve, EVEN_MS))])
  return result
}

/** Makes an account and mails the link that confirms it. If the address has one already, the mail says so instead. */
export function register(
  db: Database,
  person: { email: string; name: string; latinName?: string; password: string },
): Promise<void> {
  return evenly(
    (async () => {
      // Runs before the database query: both answers cost a hash.
      const passwordHash = await hashPassword(person.password)
      await db.transaction(async (tx) => {
        const { email, name, latinName } = person
        const created = await createPerson(tx, { email, name, latinName: latinName || null, passwordHash })
        const known = created ?? (await findByEmail(tx, email))
        if (!known) return
        if (created) return sendVerification(tx, known)
        if (known.emailVerifiedAt === null) return registerAnew(tx, known, { name, latinName, passwordHash })
        await mailTo(tx, known, 'already-registered', () =>
          queueMail(tx, {
            to: known.email,
            template: 'already-registered',
            data: { name: known.name, signInUrl: absolute('/signin'), forgotUrl: absolute('/forgot') },
          }),
        )
      })
    })(),
  )
}

/**
 * Somebody, perhaps a stranger, registered this address before and did not confirm it. The newer registration counts,
 * and links of the older one end; the password that the link asks for shows whose registration it is.
 */
function registerAnew(
  tx: Executor,
  known: PersonRow,
  given: { name: string; latinName?: string; passwordHash: string },
): Promise<void> {
  return mailTo(tx, known, 'verify-email', async () => {
    const change = { ...given, latinName: given.latinName || null }
    if (!(await updateUnconfirmed(tx, known.id, change))) return
    await endTokens(tx, 'verify-email', known.id)
    await mailVerification(tx, { ...known, ...change })
  })
}

/** Sends the confirming link again, if the address has an account that waits for it. */
export function resendVerification(db: Database, email: string): Promise<void> {
  return evenly(
    db.transaction(async (tx) => {
      const person = await findByEmail(tx, email)
      if (person && person.emailVerifiedAt === null) await sendVerification(tx, person)
    }),
  )
}

/** Mails a link to choose a new password, if the address has an account. */
export function forgotPassword(db: Database, email: string): Promise<void> {
  return evenly(
    db.transaction(async (tx) => {
      const person = await findByEmail(tx, email)
      if (!person) return
      await mailTo(tx, person, 'reset-password', async () => {
        const token = await createToken(tx, 'reset-password', person.id)
        const data = { name: person.name, url: absolute(`/reset?token=${token}`) }
        await queueMail(tx, { to: person.email, template: 'reset-password', data })
      })
    }),
  )
}

/**
 * Mails a link that makes a browser known to the address, if it has an account. The person still needs the password.
 */
export function mailBrowserLink(db: Database, email: string): Promise<void> {
  return evenly(
    db.transaction(async (tx) => {
      const person = await findByEmail(tx, email)
      if (!person?.passwordHash) return
      await mailTo(tx, person, 'know-browser', async () => {
        const token = await createToken(tx, 'know-browser', person.id)
        const data = { name: person.name, url: absolute(`/signin/link?token=${token}`) }
        await queueMail(tx, { to: person.email, template: 'know-browser', data })
      })
    }),
  )
}

/** Uses up the link that makes a browser known. Returns the address; null if the link does not work. */
export async function useBrowserLink(db: Database, token: string): Promise<string | null> {
  const owner = await useToken(db, 'know-browser', token)
  return (owner && (await findPerson(db, owner))?.email) || null
}

export type Confirmation =
  | { outcome: 'no-link' }
  | { outcome: 'wrong-password' }
  | { outcome: 'confirmed'; email: string }

/**
 * Confirms an address by its link and the password of the registration: somebody who registers another person's address
 * gains nothing from that person's click.
 */
export async function verifyEmail(db: Database, token: string, password: string): Promise<Confirmation> {
  const owner = await ownerOf(db, 'verify-email', token)
  const person = owner && (await findPerson(db, owner))
  if (!person) return { outcome: 'no-link' }
  if (!(await verifyPassword(person.passwordHash, password))) return { outcome: 'wrong-password' }
  return db.transaction(async (tx) => {
    if ((await useToken(tx, 'verify-email', token)) === null) return { outcome: 'no-link' }
    await updatePerson(tx, person.id, { emailVerifiedAt: new Date() })
    await endTokens(tx, 'verify-email', person.id)
    return { outcome: 'confirmed', email: person.email }
  })
}

/** The owner of a link that would set a new password; changes nothing. Null if the link does not work. */
export async function ownerOfReset(db: Database, token: string): Promise<PersonRow | null> {
  const owner = await ownerOf(db, 'reset-password', token)
  return owner ? findPerson(db, owner) : null
}

/**
 * Sets a new password by a mailed link, and tells the owner. Ends every session and every personal token, because
 * somebody else may have known the old password. False if the link does not work.
 */
export async function resetPassword(db: Database, token: string, password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password)
  return db.transaction(async (tx) => {
    const personId = await useToken(tx, 'reset-password', token)
    const person = personId === null ? null : await findPerson(tx, personId)
    if (!person) return false
    // The person who opened the mail owns the address, so this confirms it as well.
    await updatePerson(tx, person.id, { passwordHash, emailVerifiedAt: person.emailVerifiedAt ?? new Date() })
    await endTokens(tx, 'reset-password', person.id)
    await revokeAllSessions(tx, person.id)
    await tellPasswordChanged(tx, person, await endAllTokens(tx, person))
    return true
  })
}

/** Changes the password of a signed-in person, ends the other sessions and tells the owner. */
export async function changePassword(
  db: Database,
  person: PersonRow,
  password: string,
  sessionId: string,
): Promise<void> {
  const passwordHash = await hashPassword(password)
  await db.transaction(async (tx) => {
    await updatePerson(tx, person.id, { passwordHash })
    await endTokens(tx, 'reset-password', person.id)
    await revokeAllSessions(tx, person.id, sessionId)
    await tellPasswordChanged(tx, person)
  })
}

export function sendVerification(executor: Executor, person: PersonRow): Promise<void> {
  return mailTo(executor, person, 'verify-email', () => mailVerification(executor, person))
}

async function mailVerification(executor: Executor, person: PersonRow): Promise<void> {
  const token = await createToken(executor, 'verify-email', person.id)
  const data = { name: person.name, url: absolute(`/verify?token=${token}`) }
  await queueMail(executor, { to: person.email, template: 'verify-email', data })
}

async function tellPasswordChanged(executor: Executor, person: PersonRow, tokensEnded = 0): Promise<void> {
  const data = { name: person.name, tokensEnded, forgotUrl: absolute('/forgot') }
  await queueMail(executor, { to: person.email, template: 'password-changed', data })
}

/**
 * Sends nothing if the address already had too many of these, so that nobody can flood a mailbox; the answer is the
 * same.
 */
async function mailTo(executor: Executor, person: PersonRow, kind: string, send: () => Promise<unknown>) {
  if ((await take(executor, LIMITS.mail, `${kind} ${person.id}`)) === 0) await send()
}
