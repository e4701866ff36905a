import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { roles } from '@/db/schema'
import { loadApplication, savedSections } from '@/lib/applying/application/queries'
import { submitApplication } from '@/lib/applying/application/submit'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findPersonBySession, revokeSession } from '@/lib/people/queries'
import { eventsOf } from '@/lib/platform/ledger/queries'
import { actFor, aDraft, hourLater, lastMail, saveTest, signedIn } from '@/lib/tools/testing/acting'
import { phdDocuments } from '@/lib/tools/testing/answers'
import { withDocuments } from '@/lib/tools/testing/applicant'
import { aCall } from '@/lib/tools/testing/deadlines'
import { conflictOf } from '@/lib/tools/testing/staff'
import { endActing, endAllLapsed } from './end'
import { actingsOf } from './queries'

let call: Call
let admin: Person

beforeAll(async () => {
  call = await aCall(48)
  admin = await signedIn([{ role: 'admin', callId: call.id }])
})

/** Ends automatically: how, and what the record says. */
const endings: [name: string, how: string, happens: (id: string, helper: Person) => Promise<unknown>][] = [
  ['an hour goes by', 'time', hourLater],
  ['the admin signs out', 'access', (_, { id, sessionId }) => revokeSession(db, id, sessionId)],
  [
    'the role ends',
    'access',
    (_, { id }) => db.update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, id)),
  ],
  ['a conflict of interest is declared', 'access', (id, helper) => conflictOf(helper, id)],
]

for (const [name, how, happens] of endings) {
  test(`acting is over once ${name}; the next minute the portal records the end and mails the applicant`, async () => {
    const { applicant, id } = await aDraft(call)
    const helper = await signedIn([{ role: 'admin', callId: call.id }])
    await actFor(helper, id)
    await saveTest(call, helper, id, 'while it lasts', 1)
    await happens(id, helper)
    // As the next request sees them: a person who signed out is a visitor, and an ended role is gone.
    const next = await findPersonBySession(db, helper.sessionId)
    expect(next === null).toBe(name === 'the admin signs out')
    if (next) await expect(saveTest(call, next, id, 'late', 2)).rejects.toThrow()
    expect((await savedSections(db, id)).find(({ key }) => key === 'languages')!.answers.test).toBe('while it lasts')
    expect(await actingsOf(db, id)).toMatchObject([{ stands: false, endedAt: null }])
    await endAllLapsed(db)
    await endAllLapsed(db)
    expect(await actingsOf(db, id)).toMatchObject([{ end: how }])
    expect((await eventsOf(db, id)).filter(({ type }) => type === 'acting-ended')).toMatchObject([
      { actorRole: 'system', actorId: null },
    ])
    expect((await lastMail(applicant)).template).toBe('acting-ended')
  })
}

test('another session of the same admin cannot act, nor can another admin', async () => {
  const { id } = await aDraft(call, admin)
  const elsewhere = { ...admin, sessionId: (await signedIn([])).sessionId }
  await expect(loadApplication(db, elsewhere, id)).rejects.toThrow(/no longer act for this applicant here/)
  await expect(actFor(elsewhere, id)).rejects.toThrow(/on another device/)
  const second = await signedIn([{ role: 'admin', callId: null }])
  await expect(loadApplication(db, second, id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(actFor(second, id)).rejects.toThrow(/Chen Yu acts for this applicant until/)
  await endActing(db, second, id)
  await actFor(second, id)
  expect((await actingsOf(db, id)).map(({ stands }) => stands)).toEqual([true, false])
})

test('an admin who acted learns nothing more once they have a conflict of interest, or another Call', async () => {
  const { applicant, id } = await aDraft(call)
  const conflicted = await signedIn([{ role: 'admin', callId: call.id }])
  const moved = await signedIn([{ role: 'admin', callId: call.id }])
  for (const one of [conflicted, moved]) {
    await actFor(one, id)
    await endActing(db, one, id)
  }
  await conflictOf(conflicted, id)
  const elsewhere: Person = { ...moved, roles: [{ role: 'admin', callId: (await aCall(48)).id }] }
  const answers = () =>
    Promise.all([conflicted, elsewhere].map((one) => loadApplication(db, one, id).catch(({ message }) => message)))
  const ofDraft = await answers()
  await withDocuments(id, phdDocuments)
  await submitApplication(db, applicant, id, call)
  expect(await answers()).toEqual(ofDraft)
  expect(ofDraft.join()).not.toMatch(/act/)
})

test('of eight admins who begin at the same moment, one succeeds and the others learn who it is', async () => {
  const { id } = await aDraft(call)
  const admins = await Promise.all(Array.from({ length: 8 }, () => signedIn([{ role: 'admin', callId: call.id }])))
  const results = await Promise.allSettled(admins.map((one) => actFor(one, id)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason.message).toMatch(/Chen Yu acts for this applicant/)
  expect(await actingsOf(db, id)).toHaveLength(1)
})

test('an applicant ends the acting, and a save of the admin that waited for that moment is refused', async () => {
  const { applicant, id } = await aDraft(call, admin)
  let waiting: Promise<unknown> = Promise.resolve()
  await db.transaction(async (tx) => {
    await tx.execute(sql`select from applications where id = ${id} for update`)
    waiting = saveTest(call, admin, id, 'too late', 1)
    waiting.catch(() => {})
    await expect
      .poll(
        async () =>
          (
            await db.execute(sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`)
          ).length,
      )
      .toBeGreaterThan(0)
    await endActing(tx as never, applicant, id)
  })
  await expect(waiting).rejects.toThrow(/no longer act/)
  expect((await actingsOf(db, id))[0]).toMatchObject({ end: 'applicant' })
  expect((await savedSections(db, id)).find(({ key }) => key === 'languages')!.answers.test).toBe('IELTS 7')
})

test('an applicant who submits while an admin acts ends the acting at once, and learns what changed', async () => {
  const { applicant, id } = await aDraft(call, admin)
  await withDocuments(id, phdDocuments)
  await saveTest(call, admin, id, 'IELTS 8', 1)
  await submitApplication(db, applicant, id, call)
  expect(await actingsOf(db, id)).toMatchObject([{ end: 'closed', stands: false }])
  await expect(saveTest(call, admin, id, 'later', 2)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(loadApplication(db, admin, id, 'ask-references')).rejects.toMatchObject({ code: 'forbidden' })
})
