import { and, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { authenticators, events, messages, people, rateLimits, recoveryCodes, roles } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { hashPassword } from '@/lib/people/password'
import { createSession, findPersonBySession } from '@/lib/people/queries'
import { beginEnrolment, confirmEnrolment, giveCode, pendingOf, prove, removeOwn, renewOwnCodes } from './factor'
import { findWaiting, type Waiting } from './queries'
import { countCodes } from './recovery-codes'
import { codeAt } from './totp'

const PASSWORD = 'three plain words'
const PERIOD = 30_000
const newSession = (personId: string) => createSession(db, { personId, userAgent: null, seconds: 3600 })

/** A person with a role that needs an authenticator, and a session. */
async function aPerson(host = 'university.example') {
  const email = `${crypto.randomUUID()}@${host}`
  const [row] = await db
    .insert(people)
    .values({ email, name: 'A', passwordHash: await hashPassword(PASSWORD), emailVerifiedAt: new Date() })
    .returning()
  await db.insert(roles).values({ personId: row!.id, role: 'admin' })
  return { id: row!.id, email, name: 'A', sessionId: await newSession(row!.id) }
}

type Somebody = Pick<Person, 'id' | 'email' | 'name' | 'sessionId'>

/** Sets up an authenticator, as the page does; its last step is long ago, so that every present code is unused. */
async function enrol(person: Somebody) {
  await beginEnrolment(db, person)
  const { secret } = (await pendingOf(db, person))!
  const codes = (await confirmEnrolment(db, person, codeAt(secret)))!
  await db.update(authenticators).set({ lastStep: 0 }).where(eq(authenticators.personId, person.id))
  return { secret, codes }
}

async function waitingSession(person: Somebody): Promise<Waiting> {
  return (await findWaiting(db, await newSession(person.id)))!
}

test('a role is hidden until the authenticator is set up, and in each session until its code is given', async () => {
  const person = await aPerson()
  expect(await findPersonBySession(db, person.sessionId)).toMatchObject({ roles: [], mustEnrol: true })
  const { secret } = await enrol(person)
  expect(await findPersonBySession(db, person.sessionId)).toMatchObject({
    roles: [{ role: 'admin' }],
    mustEnrol: false,
  })
  const waiting = await waitingSession(person)
  expect(await findPersonBySession(db, waiting.sessionId)).toBeNull()
  expect(await giveCode(db, waiting, '000000x')).toBeNull()
  expect(await findPersonBySession(db, waiting.sessionId)).toBeNull()
  const given = (await giveCode(db, waiting, codeAt(secret)))!
  expect(await findPersonBySession(db, given)).toMatchObject({ roles: [{ role: 'admin' }] })
  // The session has a new id: a person who knows the password and the waiting session gains nothing from the code.
  expect(given).not.toBe(waiting.sessionId)
  for (const find of [findWaiting, findPersonBySession]) expect(await find(db, waiting.sessionId)).toBeNull()
})

test('accounts of a demonstration need no authenticator, but the portal asks for one that they have', async () => {
  const person = await aPerson('example.org')
  expect(await findPersonBySession(db, person.sessionId)).toMatchObject({
    roles: [{ role: 'admin' }],
    mustEnrol: false,
  })
  await enrol(person)
  expect(await findPersonBySession(db, await newSession(person.id))).toBeNull()
})

test('of many requests with the same code at once the portal lets one in, and takes no older code after a newer', async () => {
  const person = await aPerson()
  const { secret } = await enrol(person)
  await db.update(rateLimits).set({ points: 0 })
  const sessions = await Promise.all(Array.from({ length: 8 }, () => waitingSession(person)))
  const code = codeAt(secret)
  const answers = await Promise.all(sessions.map((session) => giveCode(db, session, code)))
  expect(answers.filter(Boolean)).toHaveLength(1)
  await db.delete(rateLimits)
  const before = codeAt(secret, new Date(Date.now() - PERIOD))
  expect(await giveCode(db, await waitingSession(person), before)).toBeNull()
})

test('a recovery code opens one session, once, however the person types it, and they get a mail', async () => {
  const person = await aPerson()
  const { codes } = await enrol(person)
  expect(codes).toHaveLength(10)
  const [used, unused] = codes as [string, string]
  const typed = used.toUpperCase().replace(/.{4}/g, '$& - ')
  const both = await Promise.all([waitingSession(person), waitingSession(person)])
  const answers = await Promise.all(both.map((session) => giveCode(db, session, typed)))
  expect(answers.filter(Boolean)).toHaveLength(1)
  expect(await countCodes(db, person.id)).toBe(9)
  const other = await aPerson()
  await enrol(other)
  expect(await giveCode(db, await waitingSession(other), unused)).toBeNull()
  const told = await db.select().from(messages).where(eq(messages.recipient, person.email))
  expect(told.map(({ text }) => text).join()).toContain('one of your recovery codes')
})

test('the portal counts guesses, and refuses even a right code after too many', async () => {
  const person = await aPerson()
  const { secret } = await enrol(person)
  const session = await waitingSession(person)
  for (let guess = 0; guess < 10; guess++) await giveCode(db, session, 'not-a-code')
  await expect(giveCode(db, session, codeAt(secret))).rejects.toMatchObject({ code: 'too-many' })
})

test('a person sets up an authenticator within one session; no other session and no wrong code confirms it, and its secret is not readable', async () => {
  const person = await aPerson()
  await beginEnrolment(db, person)
  const { secret, row } = (await pendingOf(db, person))!
  expect(row).not.toContain(secret)
  const other = { ...person, sessionId: await newSession(person.id) }
  expect(await pendingOf(db, other)).toBeNull()
  await expect(confirmEnrolment(db, other, codeAt(secret))).rejects.toMatchObject({ code: 'conflict' })
  expect(await confirmEnrolment(db, person, 'abcdef')).toBeNull()
  const both = await Promise.all([1, 2].map(() => confirmEnrolment(db, person, codeAt(secret))))
  expect(both.filter(Boolean)).toHaveLength(1)
  // A confirmed authenticator is not replaced by a new start.
  await beginEnrolment(db, person)
  expect(await pendingOf(db, person)).toBeNull()
  expect(await findPersonBySession(db, person.sessionId)).toMatchObject({ mustEnrol: false })
})

test('a person needs the password and an unused code to remove or renew their authenticator', async () => {
  const person = await aPerson()
  const { secret, codes } = await enrol(person)
  const code = codeAt(secret)
  expect(await prove(db, person, { password: 'wrong', code })).toBe('wrong-password')
  expect(await prove(db, person, { password: PASSWORD, code: '123' })).toBe('wrong-code')
  expect(await prove(db, person, { password: PASSWORD, code })).toBe('proven')
  expect(await prove(db, person, { password: PASSWORD, code })).toBe('wrong-code')
  const renewed = await renewOwnCodes(db, person)
  expect(renewed.some((one) => codes.includes(one))).toBe(false)
  const [oldCode] = codes
  expect(await prove(db, person, { password: PASSWORD, code: oldCode! })).toBe('wrong-code')
  await removeOwn(db, person)
  expect(await findPersonBySession(db, person.sessionId)).toMatchObject({ roles: [], mustEnrol: true })
  expect(await db.select().from(recoveryCodes).where(eq(recoveryCodes.personId, person.id))).toEqual([])
  const recorded = await db
    .select({ type: events.type })
    .from(events)
    .where(and(eq(events.actorId, person.id), sql`${events.data} ->> 'person' = ${person.id}`))
  expect(recorded.map(({ type }) => type).sort()).toEqual([
    'second-factor-new-codes',
    'second-factor-removed',
    'second-factor-set-up',
  ])
})

test('a role of somebody who has not confirmed the address does not count', async () => {
  const person = await aPerson('example.org')
  await db.update(people).set({ emailVerifiedAt: null }).where(eq(people.id, person.id))
  expect(await findPersonBySession(db, person.sessionId)).toMatchObject({ roles: [] })
})
