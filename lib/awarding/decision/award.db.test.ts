import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, conflicts, events, notifications, offers, places, subQuotas, waitingList } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { aDecidedCall, idsOf, type Nominated, nominated } from '@/lib/tools/testing/deciding'
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

/** A Call with this many places for candidates who are nominated. */
async function begin(quota: number, decisions: Parameters<typeof aDecidedCall>[1] = {}) {
  call = await aDecidedCall(quota, decisions)
  admin = await aStaffMember([{ role: 'admin', callId: call.id }], { name: 'Admin One' })
}

const statesOf = async (...candidates: Nominated[]) => {
  const rows = await db.select().from(applications).where(eq(applications.callId, call.id))
  const states = new Map(rows.map(({ id, state }) => [id, state]))
  return candidates.map(({ id }) => states.get(id))
}
const taken = () => db.$count(places, and(eq(places.callId, call.id), sql`application_id is not null`))
const fellow = () => aStaffMember([{ role: 'admin', callId: call.id }], { name: 'Admin Two' })
const decideAll = async (awarded: Nominated[], waiting: Nominated[], not: Nominated[] = []) => {
  await award(db, admin, call, 'phd', idsOf(...awarded))
  if (waiting.length > 0) await putOnWaitingList(db, admin, call, 'phd', idsOf(...waiting))
  if (not.length > 0) await notAward(db, admin, call, 'phd', idsOf(...not))
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
  await begin(2)
  const [best, second, third] = await nominated(call, 3)
  await expect(award(db, admin, call, 'phd', idsOf(best, second, third))).rejects.toMatchObject({ code: 'invalid' })
  expect(await taken()).toBe(0)
  await award(db, admin, call, 'phd', idsOf(best, second))
  expect(await statesOf(best, second, third)).toEqual(['awarded', 'awarded', 'nominated'])
  expect(await taken()).toBe(2)
  const [offer] = await db.select().from(offers).where(eq(offers.applicationId, best.id))
  expect(offer).toMatchObject({ state: 'made', madeBy: admin.id, answerBy: null })
  const [event] = await db.select().from(events).where(eq(events.applicationId, best.id))
  expect(event).toMatchObject({ type: 'award', actorId: admin.id, data: { from: 'nominated', to: 'awarded' } })
  expect(event!.data.place).toBeGreaterThan(0)
  await expect(award(db, admin, call, 'phd', idsOf(third))).rejects.toMatchObject({ code: 'invalid' })
})

test('of two admins who decide at once, the second sees what the first did', async () => {
  await begin(2)
  const [awarded, undecided, disputed] = await nominated(call, 3)
  const other = await fellow()
  await award(db, admin, call, 'phd', idsOf(awarded))
  await expect(notAward(db, other, call, 'phd', idsOf(awarded, undecided))).rejects.toMatchObject({
    changes: [{ number: awarded.number, state: 'awarded', by: 'Admin One' }],
  })
  const both = await Promise.allSettled([
    award(db, admin, call, 'phd', idsOf(disputed)),
    putOnWaitingList(db, other, call, 'phd', idsOf(disputed)),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({
    changes: [{ number: disputed.number, by: expect.stringMatching(/^Admin (One|Two)$/) }],
  })
})

test('only an admin of the Call decides, and not with a conflict of interest or about themselves', async () => {
  await begin(2)
  const [candidate, other] = await nominated(call, 2)
  const strangers = await Promise.all([
    aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }]),
    aStaffMember([{ role: 'chief', callId: null }]),
    aStaffMember([{ role: 'admin', callId: (await aDecidedCall(1)).id }]),
  ])
  const themselves: Person = { ...candidate.person, roles: admin.roles }
  await db.insert(conflicts).values({ applicationId: candidate.id, personId: admin.id, declaredBy: admin.id })
  for (const person of [...strangers, themselves, admin])
    for (const decide of [award, notAward, putOnWaitingList])
      await expect(decide(db, person, call, 'phd', idsOf(candidate))).rejects.toMatchObject({ code: 'not-found' })
  await expect(award(db, admin, call, 'masters', idsOf(other))).rejects.toMatchObject({ code: 'not-found' })
  for (const id of ['x', randomUUID()]) {
    await expect(award(db, admin, call, 'phd', [id])).rejects.toMatchObject({ code: 'not-found' })
    for (const answer of ['accept', 'decline'] as const)
      await expect(answerOffer(db, admin, id, answer)).rejects.toMatchObject({ code: 'not-found' })
    await expect(withdrawApplication(db, admin, id)).rejects.toMatchObject({ code: 'not-found' })
  }
  expect(await statesOf(candidate, other)).toEqual(['nominated', 'nominated'])
})

test('a place freed by decline, expiry or withdrawal goes to the next on the waiting list', async () => {
  await begin(1)
  // Their order on the waiting list is not that of their numbers.
  const [winner, secondToWait, firstToWait, lastToWait] = await nominated(call, 4)
  const states = () => statesOf(winner, firstToWait, secondToWait, lastToWait)
  await decideAll([winner], [firstToWait, secondToWait, lastToWait])
  await release()
  await answerOffer(db, winner.person, winner.id, 'decline')
  expect(await states()).toEqual(['declined', 'awarded', 'waiting-list', 'waiting-list'])
  expect(await expireOffers(db)).toBe(0)
  expect(await expireOffers(db, new Date(Date.now() + 40 * 86_400_000))).toBe(1)
  expect(await states()).toEqual(['declined', 'expired', 'awarded', 'waiting-list'])
  await answerOffer(db, secondToWait.person, secondToWait.id, 'accept')
  await withdrawApplication(db, secondToWait.person, secondToWait.id)
  expect(await states()).toEqual(['declined', 'expired', 'withdrawn', 'awarded'])
  const [event] = await db.select().from(events).where(eq(events.applicationId, lastToWait.id)).orderBy(sql`id desc`)
  expect(event).toMatchObject({ actorRole: 'system', data: { promoted: true, rank: 3, from: 'waiting-list' } })
  expect(await taken()).toBe(1)
})

test('where the Call asks for it, a freed place goes to the next applicant only when an admin confirms it', async () => {
  await begin(1, { waitingList: 'confirm' })
  const [winner, runnerUp, third] = await nominated(call, 3)
  await decideAll([winner], [runnerUp, third])
  await release()
  await answerOffer(db, winner.person, winner.id, 'decline')
  expect(await taken()).toBe(0)
  expect(await nextToPromote(db, call, 'phd')).toMatchObject({ free: 1, chosen: idsOf(runnerUp) })
  await expect(confirmPromotion(db, admin, call, 'phd', idsOf(third))).rejects.toMatchObject({ code: 'conflict' })
  const other = await fellow()
  const both = await Promise.allSettled(
    [admin, other].map((who) => confirmPromotion(db, who, call, 'phd', idsOf(runnerUp))),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await statesOf(winner, runnerUp, third)).toEqual(['declined', 'awarded', 'waiting-list'])
})

test('before the release the applicant can answer nothing and hears nothing; at the release each gets one mail', async () => {
  await begin(2)
  const [winner, second, runnerUp, last] = await nominated(call, 4)
  await decideAll([winner, second], [runnerUp])
  await expect(answerOffer(db, winner.person, winner.id, 'accept')).rejects.toMatchObject({ code: 'conflict' })
  await expect(answerOffer(db, runnerUp.person, runnerUp.id, 'accept')).rejects.toMatchObject({ code: 'conflict' })
  await tellResults(db, { callId: call.id })
  const told = () => db.$count(notifications, sql`${notifications.template} like 'result-%'`)
  const before = await told()
  await expect(release()).rejects.toMatchObject({ code: 'invalid' })
  await notAward(db, admin, call, 'phd', idsOf(last))
  await release()
  await expect(release()).rejects.toMatchObject({ code: 'conflict' })
  expect((await callById(db, call.id)).resultsReleasedAt).not.toBeNull()
  await Promise.all([tellResults(db, { callId: call.id }, 3), tellResults(db, { callId: call.id }, 3)])
  await tellResults(db, { callId: call.id })
  await tellResults(db, { callId: call.id })
  expect((await told()) - before).toBe(4)
  const templates = await db.select().from(notifications).where(eq(notifications.personId, winner.person.id))
  expect(templates.map(({ template }) => template)).toEqual(['result-awarded'])
  await expect(reconsider(db, admin, call, 'phd', idsOf(winner))).rejects.toMatchObject({ code: 'closed' })
  // An applicant promoted later gets a mail about that too.
  await answerOffer(db, winner.person, winner.id, 'decline')
  await tellResults(db, { callId: call.id })
  const later = await db.select().from(notifications).where(eq(notifications.personId, runnerUp.person.id))
  expect(later.map(({ template }) => template).sort()).toEqual(['result-awarded', 'result-waiting-list'])
})

test('an applicant’s answer in time counts once, and then the other answer is refused', async () => {
  await begin(2)
  const [hasty, late] = await nominated(call, 2)
  await decideAll([hasty, late], [])
  await release()
  const answers = (['accept', 'decline', 'accept'] as const).map((one) => answerOffer(db, hasty.person, hasty.id, one))
  const done = await Promise.allSettled(answers)
  const [state] = await statesOf(hasty)
  expect(['accepted', 'declined']).toContain(state)
  expect(done.filter(({ status }) => status === 'rejected').length).toBe(state === 'accepted' ? 1 : 2)
  await expect(answerOffer(db, hasty.person, late.id, 'accept')).rejects.toMatchObject({ code: 'not-found' })
  await db.execute(sql`update offers set answer_by = now() - interval '1 second' where application_id = ${late.id}`)
  await expect(answerOffer(db, late.person, late.id, 'accept')).rejects.toMatchObject({ code: 'closed' })
  expect(await statesOf(late)).toEqual(['awarded'])
})

test('an admin takes decisions back before the release, which frees their places', async () => {
  await begin(2)
  const [reconsidered, winner, waiting, refused] = await nominated(call, 4)
  await decideAll([reconsidered, winner], [waiting], [refused])
  await reconsider(db, admin, call, 'phd', idsOf(reconsidered, waiting, refused))
  expect(await statesOf(reconsidered, winner, waiting, refused)).toEqual([
    'nominated',
    'awarded',
    'nominated',
    'nominated',
  ])
  expect(await taken()).toBe(1)
  await award(db, admin, call, 'phd', idsOf(reconsidered))
  expect(await db.$count(offers, eq(offers.applicationId, reconsidered.id))).toBe(2)
})

test('an admin reorders the waiting list only from its present order', async () => {
  await begin(2)
  const [ann, bo, cy] = await nominated(call, 3)
  const [present, wanted] = [idsOf(cy, ann, bo), idsOf(ann, bo, cy)]
  await putOnWaitingList(db, admin, call, 'phd', present)
  const change = (order: string[], seen: string[]) => reorderWaitingList(db, admin, call, 'phd', { order, seen })
  await expect(change(wanted, wanted)).rejects.toMatchObject({ code: 'conflict' })
  await expect(change(idsOf(ann, bo, bo), present)).rejects.toMatchObject({ code: 'invalid' })
  await change(wanted, present)
  const rows = await db.select().from(waitingList).where(eq(waitingList.callId, call.id)).orderBy(waitingList.rank)
  expect(rows.map(({ applicationId }) => applicationId)).toEqual(wanted)
})

test('an admin cannot set a quota below the taken places; after lowering it, everybody with a place keeps one', async () => {
  await begin(5)
  const [reconsidered, ...holders] = await nominated(call, 3)
  await award(db, admin, call, 'phd', idsOf(reconsidered, ...holders))
  await reconsider(db, admin, call, 'phd', idsOf(reconsidered))
  const change = (quota: number, seen: number) =>
    changeQuota(db, admin, call, { track: 'phd', quota, seen, reason: 'Budget' })
  await expect(change(1, 5)).rejects.toMatchObject({ code: 'invalid' })
  await expect(change(3, 4)).rejects.toMatchObject({ code: 'conflict' })
  await change(2, 5)
  expect(await taken()).toBe(2)
  expect(await db.$count(places, sql`call_id = ${call.id} and track = 'phd'`)).toBe(2)
  await expect(award(db, admin, call, 'phd', idsOf(reconsidered))).rejects.toMatchObject({ code: 'invalid' })
  await change(3, 2)
  await award(db, admin, call, 'phd', idsOf(reconsidered))
  const [event] = await db.select().from(events).where(eq(events.type, 'quota-changed')).orderBy(sql`id desc`)
  expect(event!.data).toMatchObject({ from: 2, to: 3, taken: 2, reason: 'Budget' })
})

test('a hard limit refuses awards, is skipped on the waiting list, and frees with the place; an advisory one does nothing', async () => {
  await begin(3)
  const [kenyan, lastKenyan] = await nominated(call, 2)
  const [ethiopian, nextEthiopian, thirdEthiopian] = await nominated(call, 3, { country: 'ET', gender: 'male' })
  const states = () => statesOf(kenyan, ethiopian, nextEthiopian, thirdEthiopian, lastKenyan)
  const cap = await setLimit(db, admin, call, limit({ label: 'Ethiopia', countries: ['ET'], most: 1 }))
  await expect(award(db, admin, call, 'phd', idsOf(ethiopian, nextEthiopian))).rejects.toThrow(/the limit: Ethiopia/)
  await decideAll([kenyan, ethiopian], [nextEthiopian, thirdEthiopian, lastKenyan])
  await setLimit(db, admin, call, limit({ label: 'Advice', genders: ['female'], most: 0, hard: false }))
  await expect(setLimit(db, admin, call, limit({ label: 'Late', countries: ['KE'], most: 0 }))).rejects.toMatchObject({
    code: 'invalid',
  })
  await release()
  await answerOffer(db, kenyan.person, kenyan.id, 'decline')
  // The waiting list skips the Ethiopians before the last, and the record says so.
  expect(await states()).toEqual(['declined', 'awarded', 'waiting-list', 'waiting-list', 'awarded'])
  const [event] = await db.select().from(events).where(eq(events.applicationId, lastKenyan.id)).orderBy(sql`id desc`)
  expect(event!.data).toMatchObject({ passed: idsOf(nextEthiopian, thirdEthiopian), rank: 3 })
  await answerOffer(db, ethiopian.person, ethiopian.id, 'decline')
  expect(await states()).toEqual(['declined', 'declined', 'awarded', 'waiting-list', 'awarded'])
  const [counted] = await db.select().from(subQuotas).where(eq(subQuotas.id, cap))
  expect(counted).toMatchObject({ taken: 1 })
  await removeLimit(db, admin, call, cap)
})

test('an admin cannot give others the places reserved for a group', async () => {
  await begin(3)
  const [woman, second, third] = await nominated(call, 3)
  const [man] = await nominated(call, 1, { gender: 'male' })
  await setLimit(db, admin, call, limit({ label: 'Men', genders: ['male'], least: 1 }))
  await expect(award(db, admin, call, 'phd', idsOf(woman, second, third))).rejects.toThrow(/the limit: Men/)
  await award(db, admin, call, 'phd', idsOf(woman, second))
  await expect(award(db, admin, call, 'phd', idsOf(third))).rejects.toMatchObject({ code: 'invalid' })
  await expect(changeQuota(db, admin, call, { track: 'phd', quota: 2, seen: 3, reason: '' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await award(db, admin, call, 'phd', idsOf(man))
  expect(await taken()).toBe(3)
})
