import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { db } from '@/db/client'
import { messages, notifications } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { aCall } from '@/lib/tools/testing/deadlines'
import { typeReview } from '@/lib/tools/testing/reviewing'
import { aStaffMember, aSubmitted, assignTo, conflictOf, handInReview } from '@/lib/tools/testing/staff'
import { progressOf } from './progress'
import { inProgressOrder } from './progress-order'
import { remindMany, remindOne } from './remind'
import { reminderKey } from './remind-rules'

const DAY = 86_400_000

/** The Call with another due date for reviews. */
const dueAt = (call: Call, at: Date): Call => ({
  ...call,
  definition: { ...call.definition, review: { ...call.definition.review, closesAt: at.toISOString() } },
})

const textsOf = async ({ id }: Person) =>
  (
    await db
      .select({ text: messages.text })
      .from(notifications)
      .innerJoin(messages, eq(messages.id, notifications.messageId))
      .where(and(eq(notifications.personId, id), eq(notifications.template, 'review-reminder')))
  ).map(({ text }) => text)

async function aWorld() {
  const call = dueAt(await aCall(48), new Date(Date.now() - DAY))
  const callId = call.id
  const chief = await aStaffMember([{ role: 'chief', callId }])
  const late = await aStaffMember([{ role: 'reviewer', callId }], { name: 'Late' })
  const done = await aStaffMember([{ role: 'reviewer', callId }], { name: 'Done' })
  const idle = await aStaffMember([{ role: 'reviewer', callId }], { name: 'Idle' })
  const one = await aSubmitted(call, { state: 'under-review' })
  const other = await aSubmitted(call, { state: 'under-review' })
  for (const { id } of [one, other]) await assignTo(late, id)
  await typeReview(call, late, one.id, 7)
  await handInReview(await assignTo(done, one.id))
  return { call, chief, late, done, idle, one, other }
}

test('a chief sees the progress of each reviewer, in each order', async () => {
  const { call, chief, late, done, idle } = await aWorld()
  const list = await progressOf(db, chief, call)
  const of = ({ id }: Person) => list.find((row) => row.id === id)!
  expect(of(late)).toMatchObject({ assigned: 2, begun: 1, submitted: 0, open: 2, overdue: 2, canBeReminded: true })
  expect(of(late).seenAt).not.toBeNull()
  expect(of(done)).toMatchObject({ assigned: 1, begun: 0, submitted: 1, open: 0, overdue: 0, canBeReminded: false })
  expect(of(idle)).toMatchObject({ assigned: 0, open: 0, limit: 20, most: 20 })
  expect(inProgressOrder(list, 'name').map(({ name }) => name)).toEqual(['Done', 'Idle', 'Late'])
  expect(inProgressOrder(list, 'overdue')[0]!.name).toBe('Late')
  const early = await progressOf(db, chief, dueAt(call, new Date(Date.now() + DAY)))
  expect(early.map(({ overdue }) => overdue)).toEqual([0, 0, 0])
})

test('a reviewer gets one reminder per day, however often the chief asks', async () => {
  const { call, chief, late, done, idle } = await aWorld()
  const asked = await Promise.all([1, 2, 3].map(() => remindOne(db, chief, call, late.id)))
  expect(asked.filter(Boolean)).toHaveLength(1)
  expect(await remindMany(db, chief, call, 'unfinished')).toBe(0)
  expect(await textsOf(late)).toHaveLength(1)
  expect((await textsOf(late))[0]).toContain('2 reviews')
  expect((await progressOf(db, chief, call)).find(({ id }) => id === late.id)).toMatchObject({
    canBeReminded: false,
    remindedAt: expect.any(Date),
  })
  expect(await remindMany(db, chief, call, 'overdue', new Date(Date.now() + DAY))).toBe(1)
  for (const person of [done, idle]) {
    await expect(remindOne(db, chief, call, person.id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await textsOf(person)).toEqual([])
  }
})

test('a chief with a conflict of interest neither sees that application nor reminds about it', async () => {
  const { call, chief, late, one, other } = await aWorld()
  await conflictOf(chief, one.id)
  const of = async () => (await progressOf(db, chief, call)).find(({ id }) => id === late.id)!
  expect(await of()).toMatchObject({ assigned: 1, begun: 0, open: 1, overdue: 1, seenAt: null })
  const free = await aStaffMember([{ role: 'chief', callId: call.id }])
  await conflictOf(chief, other.id)
  await remindOne(db, free, call, late.id)
  expect(await of()).toMatchObject({ assigned: 0, open: 0, remindedAt: null, canBeReminded: false })
  await expect(remindOne(db, chief, call, late.id)).rejects.toMatchObject({ code: 'conflict' })
})

test('only a chief of the Call reminds', async () => {
  const { call, late } = await aWorld()
  const elsewhere = await aStaffMember([{ role: 'chief', callId: (await aCall(48)).id }])
  for (const person of [late, elsewhere]) {
    await expect(progressOf(db, person, call)).rejects.toMatchObject({ code: 'not-found' })
    await expect(remindMany(db, person, call, 'unfinished')).rejects.toMatchObject({ code: 'not-found' })
  }
})

test('a day is a day in the Call’s time zone', () => {
  const night = new Date('2021-05-01T17:00:00Z')
  expect(reminderKey('c', 'Asia/Shanghai', night)).toBe('review-reminder:c:2021-05-02')
  expect(reminderKey('c', 'UTC', night)).toBe('review-reminder:c:2021-05-01')
  expect(inventedCall.timeZone).not.toBe('Asia/Shanghai')
})
