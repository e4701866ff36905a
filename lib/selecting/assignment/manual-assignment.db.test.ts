import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, assignments, conflicts, notifications, reviewers } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { refreshScore } from '@/lib/selecting/review/scores'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aStaffMember, aSubmitted, assignTo, conflictOf, handInReview } from '@/lib/tools/testing/staff'
import { addByHand, endByHand } from './manual-assignment'

let call: Call
let chief: Person
let reviewer: Person
let id: string

beforeEach(async () => {
  call = await aCall(48)
  chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  id = (await aSubmitted(call, { state: 'under-review' })).id
})

const rows = () => db.select().from(assignments).where(eq(assignments.applicationId, id))
const told = async (template: string) =>
  (await db.select().from(notifications).where(eq(notifications.personId, reviewer.id))).filter(
    (row) => row.template === template,
  ).length

test('an added reviewer gets a notice at once, or at the release; two chiefs at once add one', async () => {
  const both = await Promise.allSettled([1, 2].map(() => addByHand(db, chief, id, reviewer.id, false)))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await rows()).map(({ releasedAt }) => releasedAt !== null)).toEqual([true])
  expect(await told('reviews-assigned')).toBe(1)
  const other = (await aSubmitted(call, { state: 'eligible' })).id
  await addByHand(db, chief, other, reviewer.id, false)
  const [hidden] = await db.select().from(assignments).where(eq(assignments.applicationId, other))
  expect(hidden!.releasedAt).toBeNull()
  expect(await told('reviews-assigned')).toBe(1)
})

test('a conflict of interest always refuses; a full load asks for confirmation', async () => {
  await db
    .update(reviewers)
    .set({ accepts: 0 })
    .where(and(eq(reviewers.callId, call.id), eq(reviewers.personId, reviewer.id)))
  await expect(addByHand(db, chief, id, reviewer.id, false)).rejects.toThrow('as many applications as they take on')
  expect(await rows()).toEqual([])
  await addByHand(db, chief, id, reviewer.id, true)
  expect(await rows()).toHaveLength(1)
  const other = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  await conflictOf(other, id)
  await expect(addByHand(db, chief, id, other.id, true)).rejects.toThrow('conflict of interest')
})

test('a hidden assignment disappears, a started review is kept, a submitted one stays unless there is a conflict', async () => {
  const assignment = await assignTo(reviewer, id)
  await handInReview(assignment)
  await refreshScore(db, id)
  await expect(endByHand(db, chief, id, assignment, 'removed')).rejects.toMatchObject({ code: 'conflict' })
  await endByHand(db, chief, id, assignment, 'conflict')
  expect((await rows())[0]).toMatchObject({ endReason: 'conflict' })
  expect(await db.select().from(conflicts).where(eq(conflicts.applicationId, id))).toHaveLength(1)
  const [application] = await db.select().from(applications).where(eq(applications.id, id))
  expect(application).toMatchObject({ score: null, reviewsIn: 0 })
  expect(await told('review-removed')).toBe(1)
  const other = (await aSubmitted(call, { state: 'eligible' })).id
  await addByHand(db, chief, other, reviewer.id, false)
  const [hidden] = await db.select().from(assignments).where(eq(assignments.applicationId, other))
  await endByHand(db, chief, other, hidden!.id, 'removed')
  expect(await db.select().from(assignments).where(eq(assignments.applicationId, other))).toEqual([])
  expect(await told('review-removed')).toBe(1)
})

test('only a chief of the Call without a conflict of interest chooses reviewers', async () => {
  const elsewhere = await aStaffMember([{ role: 'chief', callId: (await aCall(48)).id }])
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  await conflictOf(chief, id)
  for (const person of [chief, elsewhere, officer, reviewer])
    await expect(addByHand(db, person, id, reviewer.id, true)).rejects.toMatchObject({ code: 'not-found' })
  expect(await rows()).toEqual([])
})
