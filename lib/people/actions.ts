'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { limitedByNetwork, noteAccess } from '@/lib/people/access/note'
import { action, typedValues } from '@/lib/people/action'
import { afterSignIn } from '@/lib/people/second-factor/after-sign-in'
import * as accounts from './accounts'
import { authenticate } from './authenticate'
import { cookieName, cookieOptions } from './cookie'
import { passwordProblem } from './guessable'
import { knownDevice, rememberDevice } from './known-device'
import { presentClient } from './present-client'
import { LIMITS, type Limit } from './rate-limit'
import * as schemas from './schema'
import { SESSION_SECONDS, setSessionCookie } from './session'

const limitNetwork = async (limit: Limit) => limitedByNetwork(db, limit, await presentClient())

/** Shows the address on the next page, without putting it into a link. */
async function rememberAddress(email: string) {
  const jar = await cookies()
  jar.set(cookieName('check-mail'), email, { ...cookieOptions(), sameSite: 'lax', maxAge: 30 * 60 })
}

export const register = action(schemas.registerSchema, 'anyone', async (person, _actor, form) => {
  await limitNetwork(LIMITS.register)
  const problem = passwordProblem(person.password, person)
  if (problem) return { status: 'error', errors: { password: problem }, values: typedValues(form) }
  await accounts.register(db, person)
  await rememberAddress(person.email)
  redirect('/register/check-mail')
})

export const resendVerification = action(schemas.addressSchema, 'anyone', async ({ email }) => {
  await limitNetwork(LIMITS.register)
  await accounts.resendVerification(db, email)
  await rememberAddress(email)
  return { status: 'done', message: 'If this address waits for its confirmation, a new link is on its way.' }
})

export const verify = action(schemas.confirmSchema, 'anyone', async ({ token, password }) => {
  await limitNetwork(LIMITS.token)
  const confirmation = await accounts.verifyEmail(db, token, password)
  if (confirmation.outcome === 'no-link') redirect('/verify')
  if (confirmation.outcome === 'wrong-password') {
    const message =
      'This is not the password of this registration. If you did not register, close this page. If you did, register again.'
    return { status: 'error', errors: { password: message } }
  }
  const known = { ...(await presentClient()), device: await rememberDevice(confirmation.email) }
  const result = await authenticate(db, { email: confirmation.email, password }, known, SESSION_SECONDS)
  if (result.status !== 'signed-in') redirect('/signin?notice=verified')
  await setSessionCookie(result.personId, result.sessionId)
  redirect(await afterSignIn(result.sessionId, '/apply'))
})

export const signIn = action(schemas.signInSchema, 'anyone', async ({ email, password, next }) => {
  const device = await knownDevice(email)
  const result = await authenticate(db, { email, password }, { ...(await presentClient()), device }, SESSION_SECONDS)
  if (result.status === 'wrong') {
    const values = { email, ...(next ? { next } : {}) }
    return { status: 'error', values, message: 'The e-mail address or the password is incorrect.' }
  }
  if (result.status === 'unverified') {
    await accounts.sendVerification(db, result.person)
    await rememberAddress(email)
    redirect('/register/check-mail')
  }
  await setSessionCookie(result.personId, result.sessionId)
  await rememberDevice(email)
  redirect(await afterSignIn(result.sessionId, next))
})

/** For people who are held up by strangers' attempts: a mailed link lets this browser in, with the same password. */
export const mailLink = action(schemas.addressSchema, 'anyone', async ({ email }) => {
  await limitNetwork(LIMITS.forgot)
  await accounts.mailBrowserLink(db, email)
  return { status: 'done', message: 'If this address has an account, we have sent it a link. Open it in this browser.' }
})

export const useLink = action(schemas.browserLinkSchema, 'anyone', async ({ token }) => {
  await limitNetwork(LIMITS.token)
  const email = await accounts.useBrowserLink(db, token)
  if (!email) redirect('/signin/link?token=over')
  await rememberDevice(email)
  await noteAccess(db, { kind: 'browser-link', address: email, client: await presentClient() })
  redirect('/signin?notice=known-browser')
})

export const forgot = action(schemas.addressSchema, 'anyone', async ({ email }) => {
  await limitNetwork(LIMITS.forgot)
  await accounts.forgotPassword(db, email)
  return { status: 'done', message: 'If this address has an account, we have sent it a link to choose a new password.' }
})

export const reset = action(schemas.resetSchema, 'anyone', async ({ token, password }) => {
  await limitNetwork(LIMITS.token)
  const owner = await accounts.ownerOfReset(db, token)
  if (!owner) redirect('/reset')
  const problem = passwordProblem(password, owner)
  if (problem) return { status: 'error', errors: { password: problem } }
  if (!(await accounts.resetPassword(db, token, password))) redirect('/reset')
  await rememberDevice(owner.email)
  await noteAccess(db, { kind: 'password-reset', person: owner.id, client: await presentClient() })
  redirect('/signin?notice=reset')
})
