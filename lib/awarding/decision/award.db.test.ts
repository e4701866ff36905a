import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, conflicts, events, notifications, offers, places, subQuotas, waitingList } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { aDecidedCall, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { answerOffer, expireOffers } from './answer'
import { award } from './award'
import { confirmPromotion, nextToPromote } from './promote'
import { changeQuota, type NewLimit, removeLimit, setLimit } from './quota'
import { releaseResults } from './release'
import { tellResults } from './tell'
import { notAward, reconsider } from './turn-down'
import { putOnWaitingList, reorderWaitingList } from './waiting'
import { withdrawApplication } from './withdraw'

let call: Call
let admin: Person
let all: Nominated[]
const ids = (...which: number[]) => which.map((n) => all[n]!.id)

beforeEach(async () => {
  await begin(2, 4)
})

async function begin(quota: number, count: number, decisions: Parameters<typeof aDecidedCall>[1] = {}) {
  call = await aDecidedCall(quota, decisions)
  admin = await aStaffMember([{ role: 'admin', callId: call.id }], { name: 'Admin One' })
  all = await nominated(call, count)
}

const statesOf = async () => {
  const rows = await db.select().from(applications).where(eq(applications.callId, call.id))
  const states = new Map(rows.map(({ id, state }) => [id, state]))
  return all.map(({ id }) => states.get(id))
}
const taken = () => db.$count(places, and(eq(places.callId, call.id), sql`application_id is not null`))
const fellow = () => aStaffMember([{ role: 'admin', callId: call.id }], { name: 'Admin Two' })
const giveAll = async (first: number[], waiting: number[], not: number[] = []) => {
  await award(db, admin, call, 'phd', ids(...first))
  if (waiting.length > 0) await putOnWaitingList(db, admin, call, 'phd', ids(...waiting))
  if (not.length > 0) await notAward(db, admin, call, 'phd', ids(...not))
}
const release = () => releaseResults(db, admin, call)
const limit = (change: Partial<NewLimit>): NewLimit => ({
  track: 'phd',
  label: 'A limit',
  institution: null,
  countries: null,
  genders: null,
  most: null,
  least: null,
  hard: true,
  ...change,
})

test('an award gives a place, an offer and an event each; to all or to none', async () => {
  await expect(award(db, admin, call, 'phd', ids(0, 1, 2))).rejects.toMatchObject({ code: 'invalid' })
  expect(await taken()).toBe(0)
  await award(db, admin, call, 'phd', ids(0, 1))
  expect(await statesOf()).toEqual(['awarded', 'awarded', 'nominated', 'nominated'])
  expect(await taken()).toBe(2)
  const [offer] = await db.select().from(offers).where(eq(offers.applicationId, all[0]!.id))
  expect(offer).toMatchObject({ state: 'made', madeBy: admin.id, answerBy: null })
  const [event] = await db.select().from(events).where(eq(events.applicationId, all[0]!.id))
  expect(event).toMatchObject({ type: 'award', actorId: admin.id, data: { from: 'nominated', to: 'awarded' } })
  expect(event!.data.place).toBeGreaterThan(0)
  await expect(award(db, admin, call, 'phd', ids(2))).rejects.toMatchObject({ code: 'invalid' })
})

test('of two admins who decide at once, the second sees what the first did', async () => {
  const other = await fellow()
  await award(db, admin, call, 'phd', ids(0))
  await expect(notAward(db, other, call, 'phd', ids(0, 1))).rejects.toMatchObject({
    changes: [{ number: all[0]!.number, state: 'awarded', by: 'Admin One' }],
  })
  const both = await Promise.allSettled([
    award(db, admin, call, 'phd', ids(2)),
    putOnWaitingList(db, other, call, 'phd', ids(2)),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(String(both.find((one) => one.status === 'rejected')?.reason)).toMatch(/Something has changed.*by Admin/)
})

test('only an admin of the Call decides, and not with a conflict of interest or about themselves', async () => {
  const strangers = await Promise.all([
    aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }]),
    aStaffMember([{ role: 'chief', callId: null }]),
    aStaffMember([{ role: 'admin', callId: (await aDecidedCall(1)).id }]),
  ])
  const own: Person = { ...all[0]!.person, roles: admin.roles }
  await db.insert(conflicts).values({ applicationId: all[0]!.id, personId: admin.id, declaredBy: admin.id })
  for (const person of [...strangers, own, admin])
    for (const decide of [award, notAward, putOnWaitingList])
      await expect(decide(db, person, call, 'phd', ids(0))).rejects.toMatchObject({ code: 'not-found' })
  await expect(award(db, admin, call, 'masters', ids(1))).rejects.toMatchObject({ code: 'not-found' })
  for (const id of ['x', randomUUID()]) {
    await expect(award(db, admin, call, 'phd', [id])).rejects.toMatchObject({ code: 'not-found' })
    for (const answer of ['accept', 'decline'] as const)
      await expect(answerOffer(db, admin, id, answer)).rejects.toMatchObject({ code: 'not-found' })
    await expect(withdrawApplication(db, admin, id)).rejects.toMatchObject({ code: 'not-found' })
  }
  expect(await statesOf()).toEqual(Array(4).fill('nominated'))
})

test('a place freed by decline, expiry or withdrawal goes to the next on the waiting list', async () => {
  await begin(1, 4)
  await giveAll([0], [2, 1, 3])
  await release()
  await answerOffer(db, all[0]!.person, all[0]!.id, 'decline')
  expect(await statesOf()).toEqual(['declined', 'waiting-list', 'awarded', 'waiting-list'])
  expect(await expireOffers(db)).toBe(0)
  expect(await expireOffers(db, new Date(Date.now() + 40 * 86_400_000))).toBe(1)
  expect(await statesOf()).toEqual(['declined', 'awarded', 'expired', 'waiting-list'])
  await answerOffer(db, all[1]!.person, all[1]!.id, 'accept')
  await withdrawApplication(db, all[1]!.person, all[1]!.id)
  expect(await statesOf()).toEqual(['declined', 'withdrawn', 'expired', 'awarded'])
  const [event] = await db.select().from(events).where(eq(events.applicationId, all[3]!.id)).orderBy(sql`id desc`)
  expect(event).toMatchObject({ actorRole: 'system', data: { promoted: true, rank: 3, from: 'waiting-list' } })
  expect(await taken()).toBe(1)
})

test('where the Call asks for it, only an admin confirms who is next', async () => {
  await begin(1, 4, { waitingList: 'confirm' })
  await giveAll([0], [1, 2, 3])
  await release()
  await answerOffer(db, all[0]!.person, all[0]!.id, 'decline')
  expect(await taken()).toBe(0)
  expect(await nextToPromote(db, call, 'phd')).toMatchObject({ free: 1, chosen: ids(1) })
  await expect(confirmPromotion(db, admin, call, 'phd', ids(2))).rejects.toMatchObject({ code: 'conflict' })
  const other = await fellow()
  const both = await Promise.allSettled([admin, other].map((who) => confirmPromotion(db, who, call, 'phd', ids(1))))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await statesOf()).toEqual(['declined', 'awarded', 'waiting-list', 'waiting-list'])
})

test('before the release the applicant can answer nothing and hears nothing; at the release each gets one mail', async () => {
  await giveAll([0, 1], [2])
  await expect(answerOffer(db, all[0]!.person, all[0]!.id, 'accept')).rejects.toMatchObject({ code: 'conflict' })
  await expect(answerOffer(db, all[2]!.person, all[2]!.id, 'accept')).rejects.toMatchObject({ code: 'conflict' })
  await tellResults(db, { callId: call.id })
  const told = () => db.$count(notifications, sql`${notifications.template} like 'result-%'`)
  const before = await told()
  await expect(release()).rejects.toMatchObject({ code: 'invalid' })
  await notAward(db, admin, call, 'phd', ids(3))
  await release()
  await expect(release()).rejects.toMatchObject({ code: 'conflict' })
  expect((await callById(db, call.id)).resultsReleasedAt).not.toBeNull()
  await Promise.all([tellResults(db, { callId: call.id }, 3), tellResults(db, { callId: call.id }, 3)])
  await tellResults(db, { callId: call.id })
  await tellResults(db, { callId: call.id })
  expect((await told()) - before).toBe(4)
  const templates = await db.select().from(notifications).where(eq(notifications.personId, all[0]!.person.id))
  expect(templates.map(({ template }) => template)).toEqual(['result-awarded'])
  await expect(reconsider(db, admin, call, 'phd', ids(0))).rejects.toMatchObject({ code: 'closed' })
  // An applicant promoted later gets a mail about that too.
  await answerOffer(db, all[0]!.person, all[0]!.id, 'decline')
  await tellResults(db, { callId: call.id })
  const later = await db.select().from(notifications).where(eq(notifications.personId, all[2]!.person.id))
  expect(later.map(({ template }) => template).sort()).toEqual(['result-awarded', 'result-waiting-list'])
})

test('an answer in time counts once, and then the other answer is refused', async () => {
  await giveAll([0, 1], [], [2, 3])
  await release()
  const [a, b] = all as [Nominated, Nominated]
  const answers = (['accept', 'decline', 'accept'] as const).map((one) => answerOffer(db, a.person, a.id, one))
  const done = await Promise.allSettled(answers)
  const state = (await statesOf())[0]
  expect(['accepted', 'declined']).toContain(state)
  expect(done.filter(({ status }) => status === 'rejected').length).toBe(state === 'accepted' ? 1 : 2)
  await expect(answerOffer(db, a.person, b.id, 'accept')).rejects.toMatchObject({ code: 'not-found' })
  await db.execute(sql`update offers set answer_by = now() - interval '1 second' where application_id = ${b.id}`)
  await expect(answerOffer(db, b.person, b.id, 'accept')).rejects.toMatchObject({ code: 'closed' })
  expect((await statesOf())[1]).toBe('awarded')
})

test('decisions taken back before the release free their places', async () => {
  await giveAll([0, 1], [2], [3])
  await reconsider(db, admin, call, 'phd', ids(0, 2, 3))
  expect(await statesOf()).toEqual(['nominated', 'awarded', 'nominated', 'nominated'])
  expect(await taken()).toBe(1)
  await award(db, admin, call, 'phd', ids(0))
  expect(await db.$count(offers, eq(offers.applicationId, all[0]!.id))).toBe(2)
})

test('an admin reorders the waiting list only from its present order', async () => {
  await putOnWaitingList(db, admin, call, 'phd', ids(2, 0, 1))
  const change = (order: string[], seen: string[]) => reorderWaitingList(db, admin, call, 'phd', { order, seen })
  await expect(change(ids(0, 1, 2), ids(0, 1, 2))).rejects.toMatchObject({ code: 'conflict' })
  await expect(change(ids(0, 1, 1), ids(2, 0, 1))).rejects.toMatchObject({ code: 'invalid' })
  await change(ids(0, 1, 2), ids(2, 0, 1))
  const rows = await db.select().from(waitingList).where(eq(waitingList.callId, call.id)).orderBy(waitingList.rank)
  expect(rows.map(({ applicationId }) => applicationId)).toEqual(ids(0, 1, 2))
})

test('a quota below the taken places is refused; after lowering it, everybody with a place keeps one', async () => {
  await begin(5, 4)
  await award(db, admin, call, 'phd', ids(0, 1, 2))
  await reconsider(db, admin, call, 'phd', ids(0))
  const change = (quota: number, seen: number) =>
    changeQuota(db, admin, call, { track: 'phd', quota, seen, reason: 'Budget' })
  await expect(change(1, 5)).rejects.toMatchObject({ code: 'invalid' })
  await expect(change(3, 4)).rejects.toMatchObject({ code: 'conflict' })
  await change(2, 5)
  expect(await taken()).toBe(2)
  expect(await db.$count(places, sql`call_id = ${call.id} and track = 'phd'`)).toBe(2)
  await expect(award(db, admin, call, 'phd', ids(0))).rejects.toMatchObject({ code: 'invalid' })
  await change(3, 2)
  await award(db, admin, call, 'phd', ids(0))
  const [event] = await db.select().from(events).where(eq(events.type, 'quota-changed')).orderBy(sql`id desc`)
  expect(event!.data).toMatchObject({ from: 2, to: 3, taken: 2, reason: 'Budget' })
})

test('a hard limit refuses awards, is skipped on the waiting list, and frees with the place; an advisory one does nothing', async () => {
  await begin(3, 1)
  all.push(...(await nominated(call, 3, { country: 'ET', gender: 'male' })))
  all.push(...(await nominated(call, 1)))
  const cap = await setLimit(db, admin, call, limit({ label: 'Ethiopia', countries: ['ET'], most: 1 }))
  await expect(award(db, admin, call, 'phd', ids(1, 2))).rejects.toThrow(/exceed the limit: Ethiopia/)
  await giveAll([0, 1], [2, 3, 4])
  await setLimit(db, admin, call, limit({ label: 'Advice', genders: ['female'], most: 0, hard: false }))
  await expect(setLimit(db, admin, call, limit({ label: 'Late', countries: ['KE'], most: 0 }))).rejects.toMatchObject({
    code: 'invalid',
  })
  await release()
  await answerOffer(db, all[0]!.person, all[0]!.id, 'decline')
  // The waiting list skips the Ethiopians before the last, and the record says so.
  expect(await statesOf()).toEqual(['declined', 'awarded', 'waiting-list', 'waiting-list', 'awarded'])
  const [event] = await db.select().from(events).where(eq(events.applicationId, all[4]!.id)).orderBy(sql`id desc`)
  expect(event!.data).toMatchObject({ passed: ids(2, 3), rank: 3 })
  await answerOffer(db, all[1]!.person, all[1]!.id, 'decline')
  expect(await statesOf()).toEqual(['declined', 'declined', 'awarded', 'waiting-list', 'awarded'])
  const rows = await db.select().from(subQuotas).where(eq(subQuotas.id, cap))
  expect(rows[0]).toMatchObject({ taken: 1 })
  await removeLimit(db, admin, call, cap)
})

test('places reserved for a group do not go to others', async () => {
  await begin(3, 3)
  all.push(...(await nominated(call, 1, { gender: 'male' })))
  await setLimit(db, admin, call, limit({ label: 'Men', genders: ['male'], least: 1 }))
  await expect(award(db, admin, call, 'phd', ids(0, 1, 2))).rejects.toThrow(/exceed the limit: Men/)
  await award(db, admin, call, 'phd', ids(0, 1))
  await expect(award(db, admin, call, 'phd', ids(2))).rejects.toMatchObject({ code: 'invalid' })
  await expect(changeQuota(db, admin, call, { track: 'phd', quota: 2, seen: 3, reason: '' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await award(db, admin, call, 'phd', ids(3))
  expect(await taken()).toBe(3)
})
