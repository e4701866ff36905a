import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/db/client'
import { applications, assignments, events, reviews } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { assignFurther } from '@/lib/selecting/assignment/further-reviewer'
import { anUnderReview, fullReview, handIn, typeReview } from '@/lib/tools/testing/reviewing'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { reopenReview } from './reopen'
import { saveReview } from './save'
import { submitReview } from './submit'

// The assignment's tests cover who is asked; these tests cover that a reviewer is asked, and once.
vi.mock('@/lib/selecting/assignment/further-reviewer', () => ({ assignFurther: vi.fn() }))

let call: Call
let chief: Person

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
  chief = await aStaffMember([{ role: 'chief', callId: call.id }])
})

beforeEach(() => {
  vi.mocked(assignFurther)
    .mockReset()
    .mockImplementation(async (tx, { id }) => {
      const { id: personId } = await aStaffMember([{ role: 'reviewer', callId: call.id }], { name: 'Further' })
      const [row] = await tx
        .insert(assignments)
        .values({ applicationId: id, personId, origin: 'disagreement', releasedAt: new Date() })
        .returning()
      return row!.id
    })
})

async function scoreOf(id: string) {
  const [row] = await db
    .select({ score: applications.score, reviewsIn: applications.reviewsIn })
    .from(applications)
    .where(eq(applications.id, id))
  return row!
}

async function eventsOf(id: string, type: string) {
  return db
    .select()
    .from(events)
    .where(and(eq(events.applicationId, id), eq(events.type, type)))
}

test('a reviewer submits only a complete, unchanged review, and only while the application is under review', async () => {
  const { id, people } = await anUnderReview(call, 1)
  const [person] = people
  await expect(submitReview(db, person, id, 0)).rejects.toMatchObject({ code: 'invalid' })
  const { toCommittee: _, ...silent } = fullReview(call, 7)
  await saveReview(db, person, id, { answers: silent, version: 0, writer: 'test-writer', seq: 1 })
  await expect(submitReview(db, person, id, 1)).rejects.toThrow(/[Cc]omment to the committee/)
  const { scoreFit: __, ...unscored } = fullReview(call, 7)
  await saveReview(db, person, id, { answers: unscored, version: 1, writer: 'test-writer', seq: 2 })
  await expect(submitReview(db, person, id, 2)).rejects.toMatchObject({ code: 'invalid' })
  await saveReview(db, person, id, { answers: fullReview(call, 7), version: 2, writer: 'test-writer', seq: 3 })
  await expect(submitReview(db, person, id, 2)).rejects.toMatchObject({ code: 'conflict' })
  await db.update(applications).set({ state: 'nominated' }).where(eq(applications.id, id))
  await expect(submitReview(db, person, id, 3)).rejects.toMatchObject({ code: 'closed' })
  expect(await scoreOf(id)).toEqual({ score: null, reviewsIn: 0 })
  await db.update(applications).set({ state: 'under-review' }).where(eq(applications.id, id))
  await submitReview(db, person, id, 3)
  expect(await scoreOf(id)).toEqual({ score: 7, reviewsIn: 1 })
})

test('three reviewers submit ten times at once: each review counts once, and the score is their mean', async () => {
  const { id, people } = await anUnderReview(call, 3)
  for (const [n, person] of people.entries()) await typeReview(call, person, id, 5 + n)
  await Promise.all(people.flatMap((person) => Array.from({ length: 10 }, () => submitReview(db, person, id, 1))))
  expect(await scoreOf(id)).toEqual({ score: 6, reviewsIn: 3 })
  expect(await eventsOf(id, 'review-submitted')).toHaveLength(3)
  expect(assignFurther).not.toHaveBeenCalled()
})

test('reviewers who disagree at the same moment cause one further reviewer; later ones cause none', async () => {
  const { id, people } = await anUnderReview(call, 3)
  const [severe, lenient, later] = people
  await typeReview(call, severe, id, 2)
  await typeReview(call, lenient, id, 9)
  await typeReview(call, later, id, 5)
  await Promise.all([severe, lenient].map((person) => submitReview(db, person, id, 1)))
  expect(assignFurther).toHaveBeenCalledTimes(1)
  await submitReview(db, later, id, 1)
  expect(assignFurther).toHaveBeenCalledTimes(1)
  expect(await eventsOf(id, 'reviews-disagree')).toHaveLength(1)
})

test('reviewers who differ by the threshold cause no further reviewer; if nobody is free, the review is still in', async () => {
  const close = await anUnderReview(call, 2)
  const [strict, mild] = close.people
  await handIn(call, strict, close.id, 4)
  await handIn(call, mild, close.id, 7)
  expect(assignFurther).not.toHaveBeenCalled()
  vi.mocked(assignFurther).mockResolvedValue(null)
  const apart = await anUnderReview(call, 2)
  const [severe, lenient] = apart.people
  await handIn(call, severe, apart.id, 1)
  await handIn(call, lenient, apart.id, 9)
  expect(await scoreOf(apart.id)).toEqual({ score: 5, reviewsIn: 2 })
})

test('the record says once that nobody is free, and again only for a different disagreement', async () => {
  vi.mocked(assignFurther).mockResolvedValue(null)
  const { id, people } = await anUnderReview(call, 4)
  const [severe, lenient, moderate, enthusiast] = people
  const recordedAfter = async (person: Person, score: number) => {
    await handIn(call, person, id, score)
    return (await eventsOf(id, 'reviews-disagree')).length
  }
  expect(await recordedAfter(severe, 2)).toBe(0)
  expect(await recordedAfter(lenient, 9)).toBe(1)
  expect(await recordedAfter(moderate, 5)).toBe(1)
  expect(await recordedAfter(enthusiast, 10)).toBe(2)
  expect(assignFurther).toHaveBeenCalledTimes(3)
})

test('a reopened review counts again only after it is in again; the event says what was read meanwhile', async () => {
  const { id, people, assignments: given } = await anUnderReview(call, 2)
  const [reopened, colleague] = people
  const [reopenedAssignment, colleagueAssignment] = given
  await handIn(call, reopened, id, 6)
  await handIn(call, colleague, id, 8)
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  await expect(reopenReview(db, colleague, id, reopenedAssignment, 'no')).rejects.toMatchObject({ code: 'not-found' })
  await expect(reopenReview(db, officer, id, reopenedAssignment, 'no')).rejects.toMatchObject({ code: 'not-found' })
  await reopenReview(db, chief, id, reopenedAssignment, 'The wrong file was scored.')
  expect(await scoreOf(id)).toEqual({ score: 8, reviewsIn: 1 })
  await expect(reopenReview(db, chief, id, reopenedAssignment, 'again')).rejects.toMatchObject({ code: 'conflict' })
  const [event] = await eventsOf(id, 'review-reopened')
  expect(event!.data).toMatchObject({ assignment: reopenedAssignment, total: 6, seen: [colleagueAssignment] })
  // The reviewer's text stays, and they can change it.
  const [kept] = await db.select().from(reviews).where(eq(reviews.assignmentId, reopenedAssignment))
  expect(kept!.answers).toEqual(fullReview(call, 6))
  await saveReview(db, reopened, id, { answers: fullReview(call, 10), version: 1, writer: 'other-page', seq: 1 })
  await submitReview(db, reopened, id, 2)
  expect(await scoreOf(id)).toEqual({ score: 9, reviewsIn: 2 })
})
