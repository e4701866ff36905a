import { eq, sql } from 'drizzle-orm'
import type { Session } from 'next-auth'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { calls, people, roles, sessions } from '@/db/schema'
import { authOptions } from './next-auth'
import {
  createSession,
  endSession,
  findPersonBySession,
  findSession,
  listSessions,
  noteSeen,
  revokeAllSessions,
  revokeSession,
} from './queries'

async function aPerson(emailVerifiedAt: Date | null = new Date()) {
  const [row] = await db
    .insert(people)
    .values({ email: `${crypto.randomUUID()}@example.org`, name: 'A', emailVerifiedAt })
    .returning({ id: people.id })
  return row!.id
}
const aSession = (personId: string, seconds = 60) => createSession(db, { personId, userAgent: null, seconds })

test('an id that is none, unknown, revoked or expired is nobody’s', async () => {
  const person = await aPerson()
  for (const id of ['', 'x', "' or 1=1", crypto.randomUUID()]) expect(await findPersonBySession(db, id)).toBeNull()
  expect(await findPersonBySession(db, await aSession(person, -1))).toBeNull()
  const session = await aSession(person)
  await revokeSession(db, await aPerson(), session)
  expect(await findPersonBySession(db, session)).not.toBeNull()
  await revokeSession(db, person, session)
  expect(await findPersonBySession(db, session)).toBeNull()
})

test('roles come with the person, and a change counts on the next request', async () => {
  const id = await aPerson()
  const session = await aSession(id)
  const [call] = await db.select({ id: calls.id }).from(calls).limit(1)
  await db.insert(roles).values([
    { personId: id, role: 'officer', callId: call!.id, institution: 'ucas' },
    { personId: id, role: 'admin' },
    { personId: id, role: 'officer', callId: null, institution: 'ustc' },
  ])
  const person = await findPersonBySession(db, session)
  expect(person?.roles).toHaveLength(2)
  expect(person?.roles).toContainEqual({ role: 'officer', callId: call!.id, institution: 'ucas' })
  expect(person?.roles).toContainEqual({ role: 'admin', callId: null })
})

test('a role counts for nobody who has not confirmed the address', async () => {
  const id = await aPerson(null)
  await db.insert(roles).values({ personId: id, role: 'admin' })
  expect((await findPersonBySession(db, await aSession(id)))?.roles).toEqual([])
})

test('signing out everywhere can spare the present session', async () => {
  const id = await aPerson()
  const [keep] = [await aSession(id), await aSession(id), await aSession(id)]
  await revokeAllSessions(db, id, keep)
  expect((await listSessions(db, id)).map((session) => session.id)).toEqual([keep])
  await revokeAllSessions(db, id)
  expect(await listSessions(db, id)).toEqual([])
})

/** The person did nothing in the session for so many minutes. */
const leave = (session: string, minutes: number) =>
  db
    .update(sessions)
    .set({ seenAt: sql`now() - ${minutes} * interval '1 minute'` })
    .where(eq(sessions.id, session))

test('staff who did nothing for an hour are signed out, applicants are not; work goes on counting', async () => {
  const [applicant, admin] = [await aPerson(), await aPerson()]
  await db.insert(roles).values({ personId: admin, role: 'admin' })
  const [own, staff] = [await aSession(applicant, 9999), await aSession(admin, 9999)]
  for (const session of [own, staff]) await leave(session, 59)
  expect((await findSession(db, staff))!.idleLeft).toBeLessThanOrEqual(60)
  expect((await findSession(db, own))!.idleLeft).toBeNull()
  await noteSeen(db, staff)
  expect((await findSession(db, staff))!.idleLeft).toBeGreaterThan(3500)
  for (const session of [own, staff]) await leave(session, 61)
  expect(await findPersonBySession(db, staff)).toBeNull()
  expect(await listSessions(db, admin)).toEqual([])
  expect(await findPersonBySession(db, own)).not.toBeNull()
  // A person whose role has ended is not staff.
  await db.update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, admin))
  expect(await findPersonBySession(db, staff)).not.toBeNull()
})

test('a new sign-in ends the browser’s earlier session, of any person, and no other', async () => {
  const id = await aPerson()
  const [here, elsewhere] = [await aSession(id), await aSession(id)]
  await endSession(db, 'no session')
  await endSession(db, here)
  expect((await listSessions(db, id)).map((session) => session.id)).toEqual([elsewhere])
})

test('next-auth’s session is a truthy object without a user once the row is revoked', async () => {
  const id = await aPerson()
  const sessionId = await aSession(id)
  const ask = async () =>
    (await authOptions().callbacks!.session!({
      session: { expires: 'later', user: { id, name: 'stale', email: 'stale' } },
      token: { sub: id, sessionId },
    } as never)) as Session
  expect((await ask()).user?.id).toBe(id)
  await revokeSession(db, id, sessionId)
  const session = await ask()
  expect(Boolean(session)).toBe(true)
  expect(session?.user?.id).toBeUndefined()
})
