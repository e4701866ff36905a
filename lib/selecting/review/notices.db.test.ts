import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { calls, notifications, people, roles } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { remindNominators } from '@/lib/selecting/nomination/remind'
import { tellHandedIn, tellReopened } from '@/lib/selecting/nomination/tell'
import { aCall } from '@/lib/tools/testing/deadlines'
import { anUnderReview, handIn } from '@/lib/tools/testing/reviewing'
import { aStaffMember, aSubmitted } from '@/lib/tools/testing/staff'
import { declineAssignment } from './conflict'
import { addComment } from './discussion'

/** Nobody gets a notice about a review that they may not see. */

let call: Call
beforeAll(async () => {
  call = (await findCall(db, '2021'))!
})

const toldOf = async ({ id }: Person) =>
  (await db.select().from(notifications).where(eq(notifications.personId, id))).map(({ template }) => template)

/** Invited at an address that may be a typing mistake: nobody has confirmed it. */
async function anInvited(role: 'chief' | 'admin' | 'officer', of: Call): Promise<Person> {
  const given = role === 'officer' ? { role, callId: of.id, institution: 'isl' } : { role, callId: of.id }
  const person = await aStaffMember([given])
  await db.update(people).set({ emailVerifiedAt: null }).where(eq(people.id, person.id))
  return person
}

test('a chief without a confirmed address gets no notice of reviews; the admins get it where there is no other chief', async () => {
  const of = await aCall(48)
  const [admin, invited] = [await aStaffMember([{ role: 'admin', callId: of.id }]), await anInvited('chief', of)]
  const { id, people } = await anUnderReview(of, 1)
  const [reviewer] = people
  await declineAssignment(db, reviewer, id, 'Too far from my field')
  expect(await toldOf(invited)).toEqual([])
  expect(await toldOf(admin)).toEqual(['review-declined'])
})

test('an officer without a confirmed address gets no notice of nominations', async () => {
  const of = await aCall(48)
  const closesAt = new Date(Date.now() + 48 * 3_600_000).toISOString()
  const nomination = { ...of.definition.nomination, closesAt }
  const definition = { ...of.definition, nomination }
  await db
    .update(calls)
    .set({ definition, version: sql`${calls.version} + 1` })
    .where(eq(calls.id, of.id))
  const now = (await findCall(db, of.slug))!
  await aSubmitted(now, { institution: 'isl', state: 'under-review' })
  const officer = await aStaffMember([{ role: 'officer', callId: now.id, institution: 'isl' }])
  const invited = [await anInvited('officer', now), await anInvited('admin', now)]
  const key = { institution: 'isl', track: 'phd' }
  await db.transaction(async (tx) => {
    const signed = { at: new Date(), signerName: 'Zhao Min', signerPosition: 'Dean', by: officer }
    await tellHandedIn(tx, now, key, signed)
    await tellReopened(tx, now, key, { reason: 'Asked for by phone' })
  })
  await remindNominators(db)
  expect(await toldOf(officer)).toEqual(['nominations-handed-in', 'nominations-reopened', 'nominations-reminder'])
  for (const person of invited) expect(await toldOf(person)).toEqual([])
})

test('a reviewer whose role has ended hears no more of the discussion', async () => {
  const { id, people: reviewers } = await anUnderReview(call, 3)
  const [speaker, present, gone] = reviewers
  for (const person of reviewers) await handIn(call, person, id, 7)
  await db.update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, gone.id))
  await addComment(db, speaker, id, randomUUID(), 'The method is sound.')
  expect(await toldOf(present)).toEqual(['review-comment'])
  expect(await toldOf(gone)).toEqual([])
})
