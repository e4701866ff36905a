import { and, eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, calls, events, notifications, offers } from '@/db/schema'
import { answerOffer } from '@/lib/awarding/decision/answer'
import { award } from '@/lib/awarding/decision/award'
import { codeInWords, newCode } from '@/lib/awarding/decision/code'
import { deferOffer } from '@/lib/awarding/decision/defer'
import { addCondition, markCondition, openOffer } from '@/lib/awarding/decision/enrol'
import { releaseResults } from '@/lib/awarding/decision/release'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aDecidedCall } from '@/lib/tools/testing/deciding'
import { aStaffMember, aSubmitted, conflictOf } from '@/lib/tools/testing/staff'
import { openLetter } from './letter'
import { lookUpLetter } from './look-up'
import { countToEnrol, lastOffer, offersToAnswer, reasonOf, studentsToEnrol } from './queries'
import { remindOffers } from './remind'

const DAY = 24 * 60 * 60 * 1000

let call: Call
let admin: Person
let one: Awaited<ReturnType<typeof aSubmitted>>

const officerOf = (institution: string) => aStaffMember([{ role: 'officer', callId: call.id, institution }])
const release = () => releaseResults(db, admin, call)
const toldTo = (person: Person, template: string) =>
  db.$count(notifications, sql`person_id = ${person.id} and template = ${template}`)

/** An applicant with a complete application, awarded and not released. */
beforeEach(async () => {
  const open = await aCall(24)
  one = await aSubmitted(open, { name: 'Amanuel Tesfaye' })
  call = await aDecidedCall(2)
  admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  await db.update(applications).set({ callId: call.id, state: 'nominated' }).where(eq(applications.id, one.id))
  await award(db, admin, call, 'phd', [one.id])
})

test('an officer adds a condition until the answer; the applicant hears of it, and accepts only what they have seen', async () => {
  await addCondition(db, admin, one.id, { text: 'The final certificate', due: null })
  expect(await toldTo(one.applicant, 'offer-condition')).toBe(0)
  await release()
  const seen = (await openOffer(db, one.id))!.conditions.map(({ id }) => id)
  const check = { text: 'A health check', due: new Date(Date.now() + 9 * DAY) }
  await addCondition(db, admin, one.id, check)
  // A form whose answer was lost is sent again.
  await addCondition(db, admin, one.id, check)
  expect(await toldTo(one.applicant, 'offer-condition')).toBe(1)
  const accept = (ids?: string[]) => answerOffer(db, one.applicant, one.id, 'accept', { seen: ids })
  await expect(accept(seen)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('was added') })
  await accept((await openOffer(db, one.id))!.conditions.map(({ id }) => id).reverse())
  const late = addCondition(db, admin, one.id, { text: 'Too late', due: null })
  await expect(late).rejects.toMatchObject({ code: 'conflict' })
})

test('the institution’s officers hear of an answer, except one with a conflict of interest', async () => {
  const [officer, conflicted, other] = [await officerOf('ucas'), await officerOf('ucas'), await officerOf('isl')]
  await conflictOf(conflicted, one.id)
  await release()
  await answerOffer(db, one.applicant, one.id, 'decline', { reason: 'I go elsewhere' })
  await answerOffer(db, one.applicant, one.id, 'decline')
  const told = await Promise.all([officer, conflicted, other].map((person) => toldTo(person, 'offer-answered')))
  expect(told).toEqual([1, 0, 0])
  expect(await reasonOf(db, one.id, 'decline')).toBe('I go elsewhere')
})

test('the applicant and staff read the letter after the release; the record shows each reading by staff', async () => {
  const [officer, conflicted, other] = [await officerOf('ucas'), await officerOf('ucas'), await officerOf('isl')]
  await conflictOf(conflicted, one.id)
  const notFound = { code: 'not-found' }
  for (const person of [one.applicant, officer, admin])
    await expect(openLetter(db, person, one.id)).rejects.toMatchObject(notFound)
  await release()
  const reads = () => db.$count(events, and(eq(events.applicationId, one.id), eq(events.type, 'offer-letter-read')))
  const { content: letter } = await openLetter(db, one.applicant, one.id)
  expect(letter).toMatchObject({ applicant: 'Amanuel Tesfaye', number: one.number, track: 'PhD', conditions: [] })
  expect(letter.granted.map(({ label }) => label)).toEqual([
    'Stipend',
    'Tuition',
    'Health insurance',
    'Application fee',
    'Travel',
  ])
  expect(letter.url).toContain(`/verify-letter/${letter.code}`)
  expect(await reads()).toBe(0)
  await openLetter(db, officer, one.id)
  expect(await reads()).toBe(1)
  for (const person of [conflicted, other, await aStaffMember([])])
    await expect(openLetter(db, person, one.id)).rejects.toMatchObject(notFound)
  await answerOffer(db, one.applicant, one.id, 'decline')
  await expect(openLetter(db, one.applicant, one.id)).rejects.toMatchObject(notFound)
})

test('a letter is dated by the release, not by the decision', async () => {
  await db
    .update(offers)
    .set({ madeAt: new Date(Date.now() - 30 * DAY) })
    .where(eq(offers.applicationId, one.id))
  await release()
  const { resultsReleasedAt } = await callById(db, call.id)
  expect((await lastOffer(db, one.id))!.issuedAt).toEqual(resultsReleasedAt)
  const { code } = (await lastOffer(db, one.id))!
  expect(await lookUpLetter(db, codeInWords(code), { network: '192.0.2.1', userAgent: null })).toMatchObject({
    issuedAt: resultsReleasedAt,
    zone: 'Asia/Shanghai',
  })
})

test('wrong codes count by network; a right one always works', async () => {
  await release()
  const { code } = (await lastOffer(db, one.id))!
  const client = { network: `test-${newCode()}`, userAgent: null }
  for (let time = 0; time < 30; time++) expect(await lookUpLetter(db, newCode(), client)).toBeNull()
  await expect(lookUpLetter(db, newCode(), client)).rejects.toMatchObject({ code: 'too-many' })
  expect(await lookUpLetter(db, code, client)).toMatchObject({ number: one.number })
  expect(await lookUpLetter(db, 'x', { ...client, network: `test-${newCode()}` })).toBeNull()
})

test('an unanswered offer gets one reminder on each of the Call’s days, and only the latest after an outage', async () => {
  await release()
  const { answerBy } = (await lastOffer(db, one.id))!
  const told = () => toldTo(one.applicant, 'offer-reminder')
  const at = async (days: number) => {
    await remindOffers(db, new Date(answerBy!.getTime() - days * DAY))
    return told()
  }
  expect(await at(3.1)).toBe(0)
  expect(await at(2.9)).toBe(1)
  expect(await at(1.1)).toBe(1)
  expect(await at(0.9)).toBe(2)
  expect(await at(0.1)).toBe(2)
  expect(await at(-0.1)).toBe(2)
})

test('an applicant who has answered, or heard of the offer just now, gets no reminder', async () => {
  await release()
  const { answerBy } = (await lastOffer(db, one.id))!
  const soon = new Date(Date.now() + DAY / 2)
  await db.update(offers).set({ answerBy: soon }).where(eq(offers.applicationId, one.id))
  await remindOffers(db)
  expect(await toldTo(one.applicant, 'offer-reminder')).toBe(0)
  await db.update(offers).set({ answerBy }).where(eq(offers.applicationId, one.id))
  await answerOffer(db, one.applicant, one.id, 'accept')
  await remindOffers(db, new Date(answerBy!.getTime() - DAY / 2))
  expect(await toldTo(one.applicant, 'offer-reminder')).toBe(0)
})

test('an offer waits for its applicant from the release until the answer or the deadline', async () => {
  const waits = async (person = one.applicant) => (await offersToAnswer(db, person)).has(one.id)
  expect(await waits()).toBe(false)
  await release()
  expect(await waits()).toBe(true)
  expect(await waits(admin)).toBe(false)
  const past = new Date(Date.now() - 1000)
  const { answerBy } = (await lastOffer(db, one.id))!
  await db.update(offers).set({ answerBy: past }).where(eq(offers.applicationId, one.id))
  expect(await waits()).toBe(false)
  await db.update(offers).set({ answerBy }).where(eq(offers.applicationId, one.id))
  await answerOffer(db, one.applicant, one.id, 'accept')
  expect(await waits()).toBe(false)
})

test('an officer or admin sees the students whom they may enrol, and the same number', async () => {
  await addCondition(db, admin, one.id, { text: 'The final certificate', due: null })
  await release()
  const officer = await officerOf('ucas')
  const conflicted = await officerOf('ucas')
  await conflictOf(conflicted, one.id)
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  const all = { officer, admin, conflicted, chief, other: await officerOf('isl') }
  const seenBy = async () => {
    const names: string[] = []
    for (const [name, person] of Object.entries(all)) {
      const list = (await studentsToEnrol(db, person)).filter(({ callId }) => callId === call.id)
      expect((await countToEnrol(db, person)).get(call.id) ?? 0).toBe(list.length)
      if (list.length > 0) names.push(name)
    }
    return names
  }
  expect(await seenBy()).toEqual([])
  await answerOffer(db, one.applicant, one.id, 'accept')
  expect(await seenBy()).toEqual(['officer', 'admin'])
  const [row] = await studentsToEnrol(db, officer)
  expect(row).toMatchObject({ id: one.id, open: 1 })
  const [condition] = (await openOffer(db, one.id))!.conditions
  await markCondition(db, officer, one.id, { condition: condition!.id, met: true, note: '', version: 1 })
  expect((await studentsToEnrol(db, officer))[0]).toMatchObject({ open: 0 })
  await db.update(offers).set({ deferredTo: call.id }).where(eq(offers.applicationId, one.id))
  expect(await seenBy()).toEqual([])
})

test('an applicant with a deferred place gets a notice, and their letter says so', async () => {
  const call2 = await aDecidedCall(1)
  await db.update(calls).set({ opensAt: sql`opens_at + interval '1 hour'` }).where(eq(calls.id, call2.id))
  const definition = { ...call.definition, decisions: { ...call.definition.decisions, deferral: true } }
  await db
    .update(calls)
    .set({ definition, version: call.version + 1 })
    .where(eq(calls.id, call.id))
  call = await callById(db, call.id)
  await release()
  await answerOffer(db, one.applicant, one.id, 'accept')
  const both = { ...admin, roles: [...admin.roles, { role: 'admin' as const, callId: call2.id }] }
  await deferOffer(db, both, one.id, call, await callById(db, call2.id))
  expect(await toldTo(one.applicant, 'offer-deferred')).toBe(1)
  expect((await openLetter(db, one.applicant, one.id)).content).toMatchObject({ intake: call2.title })
})
