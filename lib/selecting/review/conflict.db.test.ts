import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, assignments, conflicts, documents, notifications } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { eventsOf } from '@/lib/platform/ledger/queries'
import { documentForDownload } from '@/lib/selecting/review/files'
import { anUnderReview, handIn, typeReview } from '@/lib/tools/testing/reviewing'
import { aStaffMember, assignTo, conflictOf } from '@/lib/tools/testing/staff'
import { countedReviews, reviewersOf } from './assigned-reviewers'
import { declareConflict, declareNone, declineAssignment, withdrawConflict } from './conflict'
import { addComment, commentsOf, removeComment } from './discussion'
import { loadReviewing } from './load'
import { endedOf, queueOf } from './queue'
import { reopenReview } from './reopen'
import { saveReview } from './save'
import { submitReview } from './submit'

let call: Call
let chief: Person

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
  chief = await aStaffMember([{ role: 'chief', callId: call.id }], { name: 'Chief' })
})

const notFound = { code: 'not-found' }

async function documentOf(id: string, kind: string): Promise<string> {
  const [row] = await db
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.applicationId, id), eq(documents.kind, kind)))
  return row!.id
}

async function scoreOf(id: string) {
  const [row] = await db.select().from(applications).where(eq(applications.id, id))
  return { score: row!.score, reviewsIn: row!.reviewsIn }
}

const toldOf = (person: Person) => db.select().from(notifications).where(eq(notifications.personId, person.id))

/** Every way in which a reviewer reaches the application. */
async function expectNothing(person: Person, id: string) {
  const saving = { answers: {}, version: 0, writer: 'test-writer', seq: 9 }
  for (const what of ['declare-conflict', 'review'] as const)
    await expect(loadReviewing(db, person, id, what)).rejects.toMatchObject(notFound)
  const proposal = await documentOf(id, 'proposal')
  const attempts = await Promise.allSettled([
    saveReview(db, person, id, saving),
    submitReview(db, person, id, 1),
    declareNone(db, person, id),
    declareConflict(db, person, id, ''),
    declineAssignment(db, person, id, 'x'),
    addComment(db, person, id, randomUUID(), 'x'),
    removeComment(db, person, id, randomUUID(), true),
    documentForDownload(db, person, proposal),
  ])
  for (const attempt of attempts) expect(attempt).toMatchObject({ status: 'rejected', reason: notFound })
  expect((await queueOf(db, person)).map((entry) => entry.id)).not.toContain(id)
}

test('a reviewer reads the application only after declaring no conflict of interest', async () => {
  const { id, number } = await anUnderReview(call, 0, { name: 'Zyxwanda Qophelani' })
  const person = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  await assignTo(person, id, false)
  await expect(loadReviewing(db, person, id, 'review')).rejects.toMatchObject(notFound)
  const proposal = await documentOf(id, 'proposal')
  await expect(documentForDownload(db, person, proposal)).rejects.toMatchObject(notFound)
  const [before] = await queueOf(db, person)
  expect(before).toMatchObject({ id, number, stage: 'declare', applicant: null })
  expect(JSON.stringify(before)).not.toMatch(/zyxwanda|qophelani/i)
  await Promise.all([declareNone(db, person, id), declareNone(db, person, id)])
  expect((await queueOf(db, person))[0]).toMatchObject({ stage: 'to-do', applicant: 'Zyxwanda Qophelani' })
  expect((await documentForDownload(db, person, proposal)).filename).toBe(`${number} Research proposal.pdf`)
  for (const kind of ['passport', 'medical'])
    await expect(documentForDownload(db, person, await documentOf(id, kind))).rejects.toMatchObject(notFound)
})

test('a conflict of interest ends everything: the reviewer finds nothing more, and their review no longer counts', async () => {
  const { id, number, people } = await anUnderReview(call, 2)
  const [person, other] = people
  await handIn(call, person, id, 9)
  await handIn(call, other, id, 7)
  await addComment(db, person, id, randomUUID(), 'I like it.')
  await declareConflict(db, person, id, 'We wrote a paper together.')
  await expectNothing(person, id)
  expect(await scoreOf(id)).toEqual({ score: 7, reviewsIn: 1 })
  expect(await endedOf(db, person, id)).toEqual({ number, reason: 'conflict' })
  expect(countedReviews(await reviewersOf(db, id)).map((row) => row.person.id)).toEqual([other.id])
  expect((await toldOf(chief)).some(({ path }) => path?.includes(id))).toBe(true)
  const told = (await toldOf(person)).length
  await addComment(db, other, id, randomUUID(), 'Where did the first reviewer go?')
  expect(await toldOf(person)).toHaveLength(told)
  expect(await endedOf(db, other, id)).toBeNull()
})

test('only the chief takes a conflict back: the reviewer declares again, and their review counts again', async () => {
  const { id, people } = await anUnderReview(call, 1)
  const [person] = people
  await handIn(call, person, id, 9)
  await declareConflict(db, person, id, '')
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  for (const nobody of [person, officer])
    await expect(withdrawConflict(db, nobody, id, person.id)).rejects.toMatchObject(notFound)
  await withdrawConflict(db, chief, id, person.id)
  await withdrawConflict(db, chief, id, person.id)
  expect(await scoreOf(id)).toEqual({ score: 9, reviewsIn: 1 })
  await expect(loadReviewing(db, person, id, 'review')).rejects.toMatchObject(notFound)
  await declareNone(db, person, id)
  expect((await loadReviewing(db, person, id, 'review')).review!.total).toBe(9)
})

test('a conflict and a submission at the same moment leave no review that counts', async () => {
  for (let round = 0; round < 8; round++) {
    const { id, people } = await anUnderReview(call, 1)
    const [reviewer] = people
    await typeReview(call, reviewer, id, 6)
    await Promise.allSettled([
      submitReview(db, reviewer, id, 1),
      declareConflict(db, reviewer, id, ''),
      saveReview(db, reviewer, id, { answers: {}, version: 1, writer: 'other-page', seq: 1 }),
    ])
    expect(await scoreOf(id)).toEqual({ score: null, reviewsIn: 0 })
  }
})

test('a reviewer can decline an application, unless the review is in', async () => {
  const { id, people, assignments: given } = await anUnderReview(call, 2)
  const [person, done] = people
  const [declined] = given
  await handIn(call, done, id, 5)
  await expect(declineAssignment(db, done, id, 'x')).rejects.toMatchObject({ code: 'conflict' })
  await declineAssignment(db, person, id, 'Too far from my field.')
  await expectNothing(person, id)
  const [row] = await db.select().from(assignments).where(eq(assignments.id, declined))
  expect(row!.endReason).toBe('declined')
  expect(await db.select().from(conflicts).where(eq(conflicts.personId, person.id))).toEqual([])
})

test('staff with a conflict of interest neither reopen nor discuss nor read', async () => {
  const { id, people, assignments: given } = await anUnderReview(call, 1)
  const [reviewer] = people
  const [assignment] = given
  await handIn(call, reviewer, id, 5)
  for (const role of ['chief', 'admin'] as const) {
    const person = await aStaffMember([{ role, callId: call.id }])
    await conflictOf(person, id)
    await expect(reopenReview(db, person, id, assignment, 'x')).rejects.toMatchObject(notFound)
    await expect(withdrawConflict(db, person, id, person.id)).rejects.toMatchObject(notFound)
    await expect(addComment(db, person, id, randomUUID(), 'x')).rejects.toMatchObject(notFound)
  }
})

test('the chief and reviewers whose review is in comment; a form sent twice counts once; authors remove and restore comments', async () => {
  const { id, people } = await anUnderReview(call, 3)
  const [author, colleague, late] = people
  await handIn(call, author, id, 5)
  await handIn(call, colleague, id, 6)
  const comment = randomUUID()
  await expect(addComment(db, late, id, comment, 'Too early')).rejects.toMatchObject(notFound)
  await Promise.all([
    addComment(db, author, id, comment, 'Look at page 3.'),
    addComment(db, author, id, comment, 'Again'),
  ])
  expect((await toldOf(colleague)).filter(({ path }) => path?.includes('#discussion'))).toHaveLength(1)
  expect((await toldOf(late)).filter(({ path }) => path?.includes('#discussion'))).toHaveLength(0)
  await removeComment(db, colleague, id, comment, true)
  expect((await commentsOf(db, colleague, id)).map(({ author }) => author)).toEqual(['Reviewer 0'])
  await removeComment(db, author, id, comment, true)
  expect(await commentsOf(db, colleague, id)).toEqual([])
  expect(await commentsOf(db, author, id)).toHaveLength(1)
  await removeComment(db, author, id, comment, true)
  await removeComment(db, author, id, comment, false)
  expect(await commentsOf(db, colleague, id)).toHaveLength(1)
  const said = (await eventsOf(db, id)).filter(({ data }) => data.comment === comment)
  expect(said.map(({ type, actorId }) => [type, actorId])).toEqual(
    ['review-comment', 'review-comment-removed', 'review-comment-restored'].map((type) => [type, author.id]),
  )
})
