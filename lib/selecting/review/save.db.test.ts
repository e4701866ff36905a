import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, assignments, reviews } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { findCall } from '@/lib/platform/call-store/queries'
import { anUnderReview, fullReview, handIn } from '@/lib/tools/testing/reviewing'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { saveReview } from './save'

let call: Call

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
})

const of = (text: string, version: number, writer: string, seq = 1) => ({
  answers: { toCommittee: text },
  version,
  writer,
  seq,
})

test('a page with a stale version overwrites nothing and gets the saved one; it may repeat its own save', async () => {
  const { id, people, assignments } = await anUnderReview(call, 1)
  const [reviewer] = people
  const [assignment] = assignments
  const save = (request: Parameters<typeof saveReview>[3]) => saveReview(db, reviewer, id, request)
  expect(await save(of('first', 0, 'page-aaaa'))).toMatchObject({ outcome: 'saved', version: 1 })
  // The answer was lost: the page sends the same again, then its next.
  expect(await save(of('first', 0, 'page-aaaa'))).toMatchObject({ outcome: 'saved', version: 1 })
  expect(await save(of('second', 0, 'page-aaaa', 2))).toMatchObject({ outcome: 'saved', version: 2 })
  expect(await save(of('other', 1, 'page-bbbb'))).toMatchObject({
    outcome: 'conflict',
    current: { version: 2, answers: { toCommittee: 'second' } },
  })
  expect(await save(of('other', 2, 'page-bbbb', 2))).toMatchObject({ outcome: 'saved', version: 3 })
  const [row] = await db.select().from(reviews).where(eq(reviews.assignmentId, assignment))
  expect(row!.answers).toEqual({ toCommittee: 'other' })
})

test('of a reviewer’s twenty windows at once, one saves and the others see its version', async () => {
  const { id, people } = await anUnderReview(call, 1)
  const [reviewer] = people
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, n) => saveReview(db, reviewer, id, of(`text ${n}`, 0, `page-${n}-----`))),
  )
  expect(all.filter(({ outcome }) => outcome === 'saved')).toHaveLength(1)
})

test('a reviewer saves nothing after the submission or after reviewing has ended, and nobody else saves anything', async () => {
  const { id, people, applicant, assignments: given } = await anUnderReview(call, 3)
  const [done, ended, late] = people
  const [, endedAssignment, lateAssignment] = given
  await handIn(call, done, id, 6)
  await expect(saveReview(db, done, id, of('more', 1, 'page-aaaa'))).rejects.toMatchObject({ code: 'closed' })
  await db
    .update(assignments)
    .set({ endedAt: new Date(), endReason: 'removed' })
    .where(eq(assignments.id, endedAssignment))
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  const stranger = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  for (const person of [ended, chief, stranger, applicant])
    await expect(saveReview(db, person, id, of('x', 0, 'page-aaaa'))).rejects.toMatchObject({ code: 'not-found' })
  await db.update(applications).set({ state: 'nominated' }).where(eq(applications.id, id))
  await expect(saveReview(db, late, id, of('x', 0, 'page-aaaa'))).rejects.toMatchObject({ code: 'closed' })
  expect(await db.select().from(reviews).where(eq(reviews.assignmentId, lateAssignment))).toEqual([])
})

test('a reviewer cannot save a comment that is too long, or an unknown answer', async () => {
  const { id, people } = await anUnderReview(call, 1)
  const [reviewer] = people
  const long = { ...of('x'.repeat(200_000), 0, 'page-aaaa') }
  await expect(saveReview(db, reviewer, id, long)).rejects.toMatchObject({ code: 'invalid' })
  const odd = { ...of('x', 0, 'page-aaaa'), answers: { ...fullReview(call, 5), total: '10', submittedAt: '2020' } }
  await saveReview(db, reviewer, id, odd).catch(() => {})
  const stored = await db.select({ answers: reviews.answers }).from(reviews)
  for (const { answers } of stored) expect(Object.keys(answers)).not.toContain('submittedAt')
})
