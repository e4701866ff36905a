'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action, type FormState, typedValues } from '@/lib/people/action'
import type { Person } from '@/lib/people/actor'
import { confirmPassword } from '@/lib/people/authenticate'
import { findPerson, revokeSession } from '@/lib/people/queries'
import { safePath } from '@/lib/people/safe-path'
import { emptySchema } from '@/lib/people/schema'
import { clearSessionCookie, setSessionCookie } from '@/lib/people/session'
import { afterSignIn } from './after-sign-in'
import * as factor from './factor'
import { proveAgain } from './proof'
import { beginSchema, confirmSchema, doneSchema, giveSchema, identitySchema, proveSchema } from './schema'
import { hideCodes, showCodes } from './shown-codes'
import { getWaiting, withNext } from './waiting'

const WRONG_CODE = 'This code is wrong or was already used. Enter the code that your app shows now'

export const begin = action(beginSchema, 'person', async ({ password, next }, person) => {
  const row = await findPerson(db, person.id)
  if (!row || !(await confirmPassword(db, row, password)))
    return { status: 'error', errors: { password: 'This is not your password' } }
  await factor.beginEnrolment(db, person)
  redirect(withNext('/account/two-factor', next))
})

export const confirm = action(confirmSchema, 'person', async ({ code, next }, person, form) => {
  const codes = await factor.confirmEnrolment(db, person, code)
  if (!codes) return wrong(form, { code: 'This code is wrong. Enter the code that your app shows now' })
  await showCodes(person.sessionId, codes)
  redirect(withNext('/account/two-factor/codes', next))
})

/** 'anyone': a session that waits for its code has no person yet. */
export const give = action(giveSchema, 'anyone', async ({ code, next }, _actor, form) => {
  const waiting = await getWaiting()
  if (!waiting) redirect(withNext('/signin', next))
  const sessionId = await factor.giveCode(db, waiting, code)
  if (!sessionId) return wrong(form, { code: WRONG_CODE })
  await setSessionCookie(waiting.id, sessionId)
  redirect(await afterSignIn(sessionId, next))
})

/** Ends a session that waits for its code, so that somebody else can sign in. */
export const leaveCode = action(emptySchema, 'anyone', async () => {
  const waiting = await getWaiting()
  if (waiting) await revokeSession(db, waiting.id, waiting.sessionId)
  await clearSessionCookie()
  redirect('/signin')
})

export const renew = action(proveSchema, 'person', async (given, person) => {
  const refused = await refusalOf(person, given)
  if (refused) return refused
  await showCodes(person.sessionId, await factor.renewOwnCodes(db, person))
  redirect('/account/two-factor/codes')
})

export const remove = action(proveSchema, 'person', async (given, person) => {
  const refused = await refusalOf(person, given)
  if (refused) return refused
  await factor.removeOwn(db, person)
  await hideCodes()
  redirect('/account/two-factor?notice=removed')
})

/** Takes a password or code as a new proof, and goes back to the page that asked for it. */
export const confirmIdentity = action(identitySchema, 'person', async ({ identityPassword, next }, person) => {
  const errors = { identityPassword: 'This is neither your password nor a code that your app shows now' }
  if (!(await proveAgain(person, identityPassword))) return { status: 'error', errors }
  redirect(safePath(next, '/work'))
})

export const kept = action(doneSchema, 'person', async ({ next }) => {
  await hideCodes()
  redirect(safePath(next, '/account/two-factor'))
})

async function refusalOf(person: Person, given: { password: string; code: string }): Promise<FormState | null> {
  const proof = await factor.prove(db, person, given)
  if (proof === 'wrong-password') return { status: 'error', errors: { password: 'This is not your password' } }
  return proof === 'wrong-code' ? { status: 'error', errors: { code: WRONG_CODE } } : null
}

/** Keeps what was typed except the code, which expires in a moment. */
function wrong(form: FormData, errors: Record<string, string>): FormState {
  const { code: _code, ...values } = typedValues(form)
  return { status: 'error', errors, values }
}
