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

test('a stale version overwrites nothing and returns the saved one; a page’s own repeat passes', async () => {
  const { id, people, assignments } = await anUnderReview(call, 1)
  const save = (request: Parameters<typeof saveReview>[3]) => saveReview(db, people[0]!, id, request)
  expect(await save(of('first', 0, 'page-aaaa'))).toMatchObject({ outcome: 'saved', version: 1 })
  // The answer was lost: the page sends the same again, then its next.
  expect(await save(of('first', 0, 'page-aaaa'))).toMatchObject({ outcome: 'saved', version: 1 })
  expect(await save(of('second', 0, 'page-aaaa', 2))).toMatchObject({ outcome: 'saved', version: 2 })
  expect(await save(of('other', 1, 'page-bbbb'))).toMatchObject({
    outcome: 'conflict',
    current: { version: 2, answers: { toCommittee: 'second' } },
  })
  expect(await save(of('other', 2, 'page-bbbb', 2))).toMatchObject({ outcome: 'saved', version: 3 })
  const [row] = await db.select().from(reviews).where(eq(reviews.assignmentId, assignments[0]!))
  expect(row!.answers).toEqual({ toCommittee: 'other' })
})

test('of twenty windows at once, one saves and the others see its version', async () => {
  const { id, people } = await anUnderReview(call, 1)
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, n) => saveReview(db, people[0]!, id, of(`text ${n}`, 0, `page-${n}-----`))),
  )
  expect(all.filter(({ outcome }) => outcome === 'saved')).toHaveLength(1)
})

test('nothing is saved after the submission, after reviewing has ended, or by anybody else', async () => {
  const { id, people, applicant, assignments: given } = await anUnderReview(call, 3)
  const [done, ended, late] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]]
  await handIn(call, done, id, 6)
  await expect(saveReview(db, done, id, of('more', 1, 'page-aaaa'))).rejects.toMatchObject({ code: 'closed' })
  await db.update(assignments).set({ endedAt: new Date(), endReason: 'removed' }).where(eq(assignments.id, given[1]!))
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  const stranger = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  for (const person of [ended, chief, stranger, applicant])
    await expect(saveReview(db, person, id, of('x', 0, 'page-aaaa'))).rejects.toMatchObject({ code: 'not-found' })
  await db.update(applications).set({ state: 'nominated' }).where(eq(applications.id, id))
  await expect(saveReview(db, late, id, of('x', 0, 'page-aaaa'))).rejects.toMatchObject({ code: 'closed' })
  expect(await db.select().from(reviews).where(eq(reviews.assignmentId, given[2]!))).toEqual([])
})

test('a comment that is too long and unknown answers are not stored', async () => {
  const { id, people } = await anUnderReview(call, 1)
  const long = { ...of('x'.repeat(200_000), 0, 'page-aaaa') }
  await expect(saveReview(db, people[0]!, id, long)).rejects.toMatchObject({ code: 'invalid' })
  const odd = { ...of('x', 0, 'page-aaaa'), answers: { ...fullReview(call, 5), total: '10', submittedAt: '2020' } }
  await saveReview(db, people[0]!, id, odd).catch(() => {})
  const stored = await db.select({ answers: reviews.answers }).from(reviews)
  for (const { answers } of stored) expect(Object.keys(answers)).not.toContain('submittedAt')
})
