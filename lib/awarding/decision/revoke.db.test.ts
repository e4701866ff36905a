import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, calls, messages, notifications, offers, proposals, roles } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { eventsOf } from '@/lib/platform/ledger/queries'
import { decisionWork } from '@/lib/running/my-work/decisions'
import { eraseApplication } from '@/lib/running/retention/erase'
import { aDecidedCall, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember, conflictOf } from '@/lib/tools/testing/staff'
import { answerOffer, expireOffers } from './answer'
import { award } from './award'
import { deferOffer } from './defer'
import { enrol } from './enrol'
import { findLetter } from './letter'
import { releaseResults } from './release'
import { findRevocation } from './revocation'
import { confirmRevocation, dropRevocation, revokeOffer } from './revoke'
import { verifyPlaces } from './verify'
import { putOnWaitingList } from './waiting'
import { withdrawApplication } from './withdraw'

const REASON = 'The certificate is not genuine'

let call: Call
let admin: Person
let one: Nominated
let next: Nominated

/** One place, awarded to the first, while the second waits. */
async function scene(revocation: 'one' | 'two', release = true) {
  call = await aDecidedCall(1, { revocation })
  admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  ;[one, next] = await nominated(call, 2)
  await award(db, admin, call, 'phd', [one.id])
  await putOnWaitingList(db, admin, call, 'phd', [next.id])
  if (release) await releaseResults(db, admin, call)
}
beforeEach(() => scene('one'))

const stateOf = async ({ id }: Nominated) =>
  (await db.select({ state: applications.state }).from(applications).where(eq(applications.id, id)))[0]!.state
const sound = async () => expect((await verifyPlaces(db, { callId: call.id, track: 'phd' }, 1)).faults).toEqual([])
const toldTo = async (person: Person, template: string) =>
  (
    await db
      .select({ title: notifications.title, text: messages.text })
      .from(notifications)
      .innerJoin(messages, eq(messages.id, notifications.messageId))
      .where(sql`${notifications.personId} = ${person.id} and ${notifications.template} = ${template}`)
      .orderBy(notifications.createdAt)
  ).at(-1)

test.each([
  ['that waits for an answer', async () => {}],
  ['that was accepted', () => answerOffer(db, one.person, one.id, 'accept')],
])(
  'an offer %s is revoked: its place goes to the next, the applicant reads why, the letter is over',
  async (_, before) => {
    const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
    await before()
    const [offer] = await db.select().from(offers).where(eq(offers.applicationId, one.id))
    expect(await revokeOffer(db, admin, one.id, REASON)).toBe('revoked')
    expect([await stateOf(one), await stateOf(next)]).toEqual(['revoked', 'awarded'])
    expect((await toldTo(one.person, 'offer-revoked'))!.text).toContain(REASON)
    const told = await toldTo(officer, 'offer-answered')
    expect(told!.title).toContain('Offer revoked')
    expect(told!.text).not.toContain(REASON)
    expect(await findLetter(db, offer!.code)).toMatchObject({ state: 'revoked' })
    const last = (await eventsOf(db, one.id)).at(-1)
    expect(last).toMatchObject({ type: 'revoke', actorId: admin.id, data: { reason: REASON, to: 'revoked' } })
    for (const again of [
      () => revokeOffer(db, admin, one.id, REASON),
      () => answerOffer(db, one.person, one.id, 'accept'),
      () => withdrawApplication(db, one.person, one.id),
      () => enrol(db, admin, one.id),
    ])
      await expect(again()).rejects.toMatchObject({ code: 'conflict' })
    await sound()
  },
)

test('an admin cannot revoke an offer before the release or after the enrolment', async () => {
  await answerOffer(db, one.person, one.id, 'accept')
  await enrol(db, admin, one.id)
  await expect(revokeOffer(db, admin, one.id, REASON)).rejects.toMatchObject({ code: 'conflict' })
  await scene('one', false)
  await expect(revokeOffer(db, admin, one.id, REASON)).rejects.toMatchObject({ code: 'conflict' })
  expect(await stateOf(one)).toBe('awarded')
  await sound()
})

test('only an admin of the Call revokes, and not with a conflict of interest on the track or for their own application', async () => {
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  const other = await aStaffMember([{ role: 'admin', callId: (await aDecidedCall(1)).id }])
  const conflicted = await aStaffMember([{ role: 'admin', callId: call.id }])
  await conflictOf(conflicted, one.id)
  // The next on the waiting list gains by it, so a friend of theirs must not revoke.
  const friend = await aStaffMember([{ role: 'admin', callId: call.id }])
  await conflictOf(friend, next.id)
  await db.insert(roles).values({ personId: one.person.id, role: 'admin', callId: call.id })
  const owner: Person = { ...one.person, roles: [{ role: 'admin', callId: call.id }] }
  for (const [person, code] of [
    [officer, 'forbidden'],
    [chief, 'forbidden'],
    [other, 'not-found'],
    [conflicted, 'not-found'],
    [friend, 'forbidden'],
    [owner, 'forbidden'],
  ] as const)
    await expect(revokeOffer(db, person, one.id, REASON)).rejects.toMatchObject({ code })
  expect([await stateOf(one), await stateOf(next)]).toEqual(['awarded', 'waiting-list'])
})

test('revoking a deferred offer frees the place in the later Call, and needs an admin who decides there', async () => {
  const definition = { ...call.definition, decisions: { ...call.definition.decisions, deferral: true } }
  await db
    .update(calls)
    .set({ definition, version: call.version + 1 })
    .where(eq(calls.id, call.id))
  const from = await callById(db, call.id)
  const to = await aDecidedCall(1)
  await db.update(calls).set({ opensAt: sql`opens_at + interval '1 hour'` }).where(eq(calls.id, to.id))
  const both = await aStaffMember([call, to].map(({ id }) => ({ role: 'admin' as const, callId: id })))
  const [waiting] = await nominated(to, 1)
  await putOnWaitingList(db, both, to, 'phd', [waiting.id])
  await answerOffer(db, one.person, one.id, 'accept')
  await deferOffer(db, both, one.id, from, await callById(db, to.id))
  const friend = await aStaffMember(both.roles)
  await conflictOf(friend, waiting.id)
  await expect(revokeOffer(db, friend, one.id, REASON)).rejects.toMatchObject({ code: 'forbidden' })
  await revokeOffer(db, both, one.id, REASON)
  expect([await stateOf(one), await stateOf(next), await stateOf(waiting)]).toEqual(['revoked', 'awarded', 'awarded'])
  await sound()
  expect((await verifyPlaces(db, { callId: to.id, track: 'phd' }, 1)).faults).toEqual([])
})

test('where the Call asks for two admins, one proposes and another confirms; meanwhile nobody is enrolled', async () => {
  await scene('two')
  const second = await aStaffMember([{ role: 'admin', callId: call.id }])
  await answerOffer(db, one.person, one.id, 'accept')
  expect(await revokeOffer(db, admin, one.id, REASON)).toBe('proposed')
  expect([await stateOf(one), await toldTo(one.person, 'offer-revoked')]).toEqual(['accepted', undefined])
  const { proposedAt } = (await findRevocation(db, one.id))!
  const seen = proposedAt.toISOString()
  const waits = async (person: Person) =>
    (await decisionWork(db, person, [await callById(db, call.id)])).filter(
      ({ href }) => href === `/applications/${one.id}/offer`,
    ).length
  expect([await waits(admin), await waits(second)]).toEqual([0, 1])
  // The other admins get a notice, and nobody else.
  const told = await Promise.all([admin, second, one.person].map((person) => toldTo(person, 'decision-proposed')))
  expect(told.map((mail) => mail !== undefined)).toEqual([false, true, false])
  await expect(enrol(db, second, one.id)).rejects.toMatchObject({ code: 'conflict' })
  await expect(revokeOffer(db, second, one.id, 'Another')).rejects.toMatchObject({ code: 'conflict' })
  await expect(confirmRevocation(db, admin, one.id, seen)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(confirmRevocation(db, second, one.id, new Date(0).toISOString())).rejects.toMatchObject({
    code: 'conflict',
  })
  await confirmRevocation(db, second, one.id, seen)
  expect([await stateOf(one), await stateOf(next)]).toEqual(['revoked', 'awarded'])
  const last = (await eventsOf(db, one.id)).at(-1)
  expect(last).toMatchObject({ type: 'revoke', actorId: second.id, data: { proposedBy: admin.id, reason: REASON } })
  await sound()
})

test.each([
  ['whose role has ended', () => db.update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, admin.id))],
  ['who has a conflict of interest now', () => conflictOf(admin, one.id)],
  ['who has one with the next on the waiting list now', () => conflictOf(admin, next.id)],
])('a proposal of an admin %s is no half of two: it is dropped and made anew', async (_, since) => {
  await scene('two')
  const second = await aStaffMember([{ role: 'admin', callId: call.id }])
  await revokeOffer(db, admin, one.id, REASON)
  const seen = (await findRevocation(db, one.id))!.proposedAt.toISOString()
  await since()
  await expect(confirmRevocation(db, second, one.id, seen)).rejects.toMatchObject({ code: 'conflict' })
  expect([await stateOf(one), await stateOf(next)]).toEqual(['awarded', 'waiting-list'])
  await dropRevocation(db, second, one.id, seen)
  expect(await revokeOffer(db, second, one.id, REASON)).toBe('proposed')
  await sound()
})

test('a dropped proposal changes nothing, and another can follow; erasure removes it with the application', async () => {
  await scene('two')
  const second = await aStaffMember([{ role: 'admin', callId: call.id }])
  const propose = () => revokeOffer(db, admin, one.id, REASON)
  await propose()
  const seen = (await findRevocation(db, one.id))!.proposedAt.toISOString()
  await dropRevocation(db, second, one.id, seen)
  expect([await stateOf(one), await findRevocation(db, one.id)]).toEqual(['awarded', null])
  await expect(dropRevocation(db, second, one.id, seen)).rejects.toMatchObject({ code: 'conflict' })
  await revokeOffer(db, admin, one.id, 'Erased one')
  await db.transaction((tx) => eraseApplication(tx, one.id, { id: null, role: 'system' }))
  expect(await db.$count(proposals, eq(proposals.reason, 'Erased one'))).toBe(0)
})

test('an acceptance and a revocation at once hold in some order, and the place counts once', async () => {
  for (let time = 0; time < 5; time++) {
    await scene('one')
    const results = await Promise.allSettled([
      answerOffer(db, one.person, one.id, time % 2 === 0 ? 'accept' : 'decline'),
      revokeOffer(db, admin, one.id, REASON),
    ])
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' })
    expect(['revoked', 'declined']).toContain(await stateOf(one))
    expect(await stateOf(next)).toBe('awarded')
    await sound()
  }
})

test('the institution’s officers hear that an offer expired, or was withdrawn after the release', async () => {
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  const conflicted = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  await conflictOf(conflicted, one.id)
  await db
    .update(offers)
    .set({ answerBy: new Date(0) })
    .where(eq(offers.applicationId, one.id))
  await expireOffers(db)
  await withdrawApplication(db, next.person, next.id)
  const titles = async (person: Person) =>
    (await db.select().from(notifications).where(eq(notifications.personId, person.id))).map(({ title }) => title)
  expect((await titles(officer)).sort()).toEqual([
    `Application with an offer withdrawn: application ${next.number}`,
    `Offer not answered in time: application ${one.number}`,
  ])
  expect(await titles(conflicted)).toEqual([`Application with an offer withdrawn: application ${next.number}`])
  await scene('one', false)
  const other = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  await withdrawApplication(db, one.person, one.id)
  expect(await titles(other)).toEqual([])
})
