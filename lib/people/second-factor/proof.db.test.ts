import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { authenticators, sessions } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { hashPassword } from '@/lib/people/password'
import { createPerson, createSession, findPersonBySession } from '@/lib/people/queries'
import { beginEnrolment, confirmEnrolment, pendingOf } from './factor'
import { askedAgain, isProven, PROOF_FIELD } from './proof'
import { proofFirst } from './proof-first'
import { noteGiven } from './queries'
import { codeAt } from './totp'

const PASSWORD = 'three plain words'

async function somebody(): Promise<Person> {
  const email = `${crypto.randomUUID()}@example.org`
  const passwordHash = await hashPassword(PASSWORD)
  const row = (await createPerson(db, { email, name: 'A', passwordHash, emailVerifiedAt: new Date() }))!
  return (await findPersonBySession(db, await createSession(db, { personId: row.id, userAgent: null, seconds: 9999 })))!
}

/** Moves the last password or code so many minutes into the past. */
const pass = (person: Person, minutes: number) =>
  db
    .update(sessions)
    .set({ confirmedAt: sql`now() - ${minutes} * interval '1 minute'` })
    .where(eq(sessions.id, person.sessionId))

function formWith(proof?: string): FormData {
  const form = new FormData()
  if (proof !== undefined) form.set(PROOF_FIELD, proof)
  return form
}

test('a sign-in is a proof for 15 minutes; then the form asks, once, and the password makes it fresh again', async () => {
  const person = await somebody()
  await pass(person, 14)
  expect(await askedAgain(person, formWith())).toBeNull()
  await pass(person, 16)
  expect(await askedAgain(person, formWith())).toEqual({})
  expect(await askedAgain(person, formWith(''))).toEqual({ error: 'Enter your password or a code' })
  expect(await askedAgain(person, formWith('another password'))).toEqual({ error: expect.stringMatching(/neither/) })
  expect(await isProven(person)).toBe(false)
  expect(await askedAgain(person, formWith(PASSWORD))).toBeNull()
  expect(await askedAgain(person, formWith())).toBeNull()
})

test('a code of the authenticator is a proof once; the proof is of this session alone', async () => {
  const person = await somebody()
  await beginEnrolment(db, person)
  const { secret } = (await pendingOf(db, person))!
  await confirmEnrolment(db, person, codeAt(secret))
  await db.update(authenticators).set({ lastStep: 0 }).where(eq(authenticators.personId, person.id))
  const elsewhere = await createSession(db, { personId: person.id, userAgent: null, seconds: 9999 })
  await noteGiven(db, elsewhere)
  const other = { ...person, sessionId: elsewhere }
  for (const one of [person, other]) await pass(one, 16)
  const code = codeAt(secret)
  expect(await askedAgain(person, formWith(`${code.slice(0, 3)} ${code.slice(3)}`))).toBeNull()
  expect(await isProven(other)).toBe(false)
  expect(await askedAgain(other, formWith(code))).toEqual({ error: expect.any(String) })
})

test('the portal counts guesses at the question', async () => {
  const person = await somebody()
  await pass(person, 16)
  const guesses = Array.from({ length: 12 }, () => askedAgain(person, formWith('a guess at it')))
  const answers = await Promise.allSettled(guesses)
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
})

test('a file is given to a fresh proof alone; else the answer leads to the question, and back to this site', async () => {
  const person = await somebody()
  const from = (referer: string) => proofFirst(new Request('http://x.invalid/', { headers: { referer } }), person)
  expect(await from('http://x.invalid/admin/audit?kind=x')).toBeNull()
  await pass(person, 16)
  const answer = (await from('http://x.invalid/admin/audit?kind=x'))!
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/confirm-identity?next=%2Fadmin%2Faudit%3Fkind%3Dx')
  expect((await from('nonsense'))!.headers.get('location')).toBe('/confirm-identity?next=%2Fwork')
})
