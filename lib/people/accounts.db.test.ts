import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { messages, people, personTokens } from '@/db/schema'
import { findMessage } from '@/lib/platform/mail/queries'
import { asWritten } from '@/lib/tools/testing/as-written'
import { forgotPassword, register, resendVerification, resetPassword, verifyEmail } from './accounts'
import { authenticate } from './authenticate'
import { createSession, findByEmail, findPersonBySession } from './queries'
import { createToken, hashToken, useToken } from './tokens'

const here = { network: '203.0.113.1', userAgent: 'test' }
const password = 'three plain words'
let count = 0
const newAddress = () => `person${++count}@example.org`
const signIn = (email: string, given = password) => authenticate(db, { email, password: given }, here, 3600)

async function lastMail(email: string) {
  const rows = await db
    .select()
    .from(messages)
    .where(eq(messages.recipient, email))
    .orderBy(messages.queuedAt, asWritten)
  const mail = rows.at(-1)
  const text = mail ? (await findMessage(db, mail.id))!.text : ''
  return { count: rows.length, template: mail?.template, token: /token=([\w-]+)/.exec(text)?.[1] ?? '' }
}

async function anAccount(email = newAddress()) {
  await register(db, { email, name: '李伟', password })
  expect(await verifyEmail(db, (await lastMail(email)).token, password)).toEqual({ outcome: 'confirmed', email })
  return (await findByEmail(db, email))!
}

test('a person registers, confirms the address and signs in', async () => {
  const email = newAddress()
  await register(db, { email, name: '李伟', latinName: '', password })
  expect((await signIn(email)).status).toBe('unverified')
  const { token, template } = await lastMail(email)
  expect(template).toBe('verify-email')
  expect(await verifyEmail(db, token, 'other words')).toEqual({ outcome: 'wrong-password' })
  expect(await verifyEmail(db, token, password)).toEqual({ outcome: 'confirmed', email })
  expect(await verifyEmail(db, token, password)).toEqual({ outcome: 'no-link' })
  const result = await signIn(email.toUpperCase())
  expect(result).toMatchObject({ status: 'signed-in', name: '李伟' })
})

test('an unconfirmed account with a wrong password is answered like no account', async () => {
  const email = newAddress()
  await register(db, { email, name: 'A', password })
  expect(await signIn(email, 'wrong')).toEqual(await signIn('nobody@example.org', 'wrong'))
})

test('registering, forgetting and resending answer the same for a known and an unknown address', async () => {
  const { email } = await anAccount()
  const given = { name: 'B', password: 'another few words' }
  expect(await register(db, { ...given, email })).toEqual(await register(db, { ...given, email: newAddress() }))
  expect((await lastMail(email)).template).toBe('already-registered')
  expect((await signIn(email)).status).toBe('signed-in')
  expect(await forgotPassword(db, email)).toEqual(await forgotPassword(db, 'nobody@example.org'))
  expect((await lastMail(email)).template).toBe('reset-password')
  const before = await lastMail(email)
  expect(await resendVerification(db, email)).toEqual(await resendVerification(db, 'nobody@example.org'))
  expect(await lastMail(email)).toEqual(before)
  expect((await lastMail('nobody@example.org')).count).toBe(0)
})

test('a stranger who registers somebody else’s address gains nothing by that person’s own registration or click', async () => {
  const email = newAddress()
  const stranger = 'a stranger’s words'
  await register(db, { email, name: 'Stranger', password: stranger })
  const first = (await lastMail(email)).token
  await register(db, { email, name: 'Owner', password })
  const second = (await lastMail(email)).token
  expect(await verifyEmail(db, first, stranger)).toEqual({ outcome: 'no-link' })
  await register(db, { email, name: 'Stranger', password: stranger })
  expect(await verifyEmail(db, second, password)).toEqual({ outcome: 'no-link' })
  expect(await verifyEmail(db, (await lastMail(email)).token, password)).toEqual({ outcome: 'wrong-password' })
  await register(db, { email, name: 'Owner', password })
  expect(await verifyEmail(db, (await lastMail(email)).token, password)).toEqual({ outcome: 'confirmed', email })
  await register(db, { email, name: 'Stranger', password: stranger })
  expect((await signIn(email, stranger)).status).toBe('wrong')
  expect(await signIn(email)).toMatchObject({ status: 'signed-in', name: 'Owner' })
})

test('two registrations of an address at once make one account and answer alike', async () => {
  const email = newAddress()
  const both = [email, email.toUpperCase()].map((address) => register(db, { email: address, name: 'A', password }))
  expect(await Promise.allSettled(both)).toEqual([
    { status: 'fulfilled', value: undefined },
    { status: 'fulfilled', value: undefined },
  ])
  const rows = await db.select().from(people).where(sql`lower(${people.email}) = ${email}`)
  expect(rows).toHaveLength(1)
})

test('a token that is altered, of another kind, expired or used does nothing', async () => {
  const { id } = await anAccount()
  const token = await createToken(db, 'reset-password', id)
  expect(await resetPassword(db, `${token}x`, 'quite new words')).toBe(false)
  expect(await resetPassword(db, hashToken(token), 'quite new words')).toBe(false)
  expect(await verifyEmail(db, token, password)).toEqual({ outcome: 'no-link' })
  await db.update(personTokens).set({ expiresAt: sql`now() - interval '1 second'` })
  expect(await resetPassword(db, token, 'quite new words')).toBe(false)

  const second = await createToken(db, 'reset-password', id)
  const uses = await Promise.all(Array.from({ length: 8 }, () => useToken(db, 'reset-password', second)))
  expect(uses.filter((owner) => owner === id)).toHaveLength(1)
})

test('a reset ends every session and every other link, and tells the owner', async () => {
  const { id, email } = await anAccount()
  const session = await createSession(db, { personId: id, userAgent: null, seconds: 60 })
  expect(await findPersonBySession(db, session)).toMatchObject({ id, emailVerified: true, roles: [] })
  await forgotPassword(db, email)
  const first = (await lastMail(email)).token
  await forgotPassword(db, email)
  expect(await resetPassword(db, (await lastMail(email)).token, 'quite new words')).toBe(true)
  expect(await findPersonBySession(db, session)).toBeNull()
  expect(await resetPassword(db, first, 'yet other words')).toBe(false)
  expect((await lastMail(email)).template).toBe('password-changed')
  expect((await signIn(email)).status).toBe('wrong')
  expect((await signIn(email, 'quite new words')).status).toBe('signed-in')
})
