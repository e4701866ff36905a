import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { calls } from '@/db/schema'
import { findApplication } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { aDecidedCall, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember, conflictOf } from '@/lib/tools/testing/staff'
import { answerOffer } from './answer'
import { award } from './award'
import { deferOffer } from './defer'
import { releaseResults } from './release'
import { putOnWaitingList } from './waiting'

let from: Call
let to: Call
let admin: Person
let accepted: Nominated
let next: Nominated
let later: Nominated

/** An accepted place, an applicant waiting for it, and a later Call with a candidate and a free place. */
beforeEach(async () => {
  from = await aDecidedCall(1, { deferral: true })
  to = await aDecidedCall(1)
  await db.update(calls).set({ opensAt: sql`opens_at + interval '1 hour'` }).where(sql`id = ${to.id}`)
  to = await callById(db, to.id)
  admin = await aStaffMember([from, to].map(({ id }) => ({ role: 'admin' as const, callId: id })))
  ;[accepted, next] = await nominated(from, 2)
  ;[later] = await nominated(to, 1)
  await award(db, admin, from, 'phd', [accepted.id])
  await putOnWaitingList(db, admin, from, 'phd', [next.id])
  await releaseResults(db, admin, from)
  await answerOffer(db, accepted.person, accepted.id, 'accept')
})

const stateOf = async ({ id }: Nominated) => (await findApplication(db, id))!.state

test.each([
  ['the next applicant on the waiting list, who gets the place', () => next],
  ['a candidate of the later Call, who has a place less', () => later],
])('an admin does not move a place if they have a conflict of interest with %s', async (_, whom) => {
  const friend = await aStaffMember(admin.roles)
  await conflictOf(friend, whom().id)
  await expect(deferOffer(db, friend, accepted.id, from, to)).rejects.toMatchObject({ code: 'forbidden' })
  expect([await stateOf(accepted), await stateOf(next)]).toEqual(['accepted', 'waiting-list'])
  await deferOffer(db, admin, accepted.id, from, to)
  expect(await stateOf(next)).toBe('awarded')
})

test('an admin who keeps away from the later Call cannot tell whether it has a free place', async () => {
  const friend = await aStaffMember(admin.roles)
  await conflictOf(friend, later.id)
  const answer = () => deferOffer(db, friend, accepted.id, from, to).catch(({ message }) => message)
  const free = await answer()
  await award(db, admin, to, 'phd', [later.id])
  expect(await answer()).toBe(free)
})
