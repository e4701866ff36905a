import { db } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { confirmPassword } from '@/lib/people/authenticate'
import { findPerson, findSession, noteProven } from '@/lib/people/queries'
import { proveCode } from './factor'
import { isTotp, plainCode } from './rules'

/** How long a password or code counts for sensitive steps, in seconds. */
export const PROOF_SECONDS = 15 * 60

/** The form field with the proof. Its name keeps it out of the values that a form gets back. */
export const PROOF_FIELD = 'identityPassword'

/** Whether the person gave the password or a code in this session recently. */
export async function isProven(person: Person): Promise<boolean> {
  const session = await findSession(db, person.sessionId)
  return session !== null && session.unproven <= PROOF_SECONDS
}

/**
 * Takes a password or an authenticator code as a new proof. False for a wrong one.
 * @throws PortalError 'too-many'
 */
export async function proveAgain(person: Person, typed: string): Promise<boolean> {
  const row = await findPerson(db, person.id)
  if (!row) return false
  const code = plainCode(typed)
  const right = isTotp(code) ? await proveCode(db, person, code) : await confirmPassword(db, row, typed)
  if (right) await noteProven(db, person.sessionId)
  return right
}

/**
 * What a sensitive form has to ask first; null if the proof is fresh, or came with the form.
 * @throws PortalError 'too-many'
 */
export async function askedAgain(person: Person, form: FormData): Promise<{ error?: string } | null> {
  if (await isProven(person)) return null
  const typed = form.get(PROOF_FIELD)
  if (typeof typed !== 'string' || typed === '') return typed === '' ? { error: 'Enter your password or a code' } : {}
  if (typed.length <= 1000 && (await proveAgain(person, typed))) return null
  return { error: 'This is neither your password nor a code that your app shows now' }
}
