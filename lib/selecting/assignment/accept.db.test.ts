import { and, eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { assignments, conflicts, messages, notifications, reviewers } from '@/db/schema'
import { findApplication } from '@/lib/applying/application/queries'
import type { Person } from '@/lib/people/actor'
import { endedOf, queueOf } from '@/lib/selecting/review/queue'
import { aCall } from '@/lib/tools/testing/deadlines'
import { handIn, typeReview } from '@/lib/tools/testing/reviewing'
import { several } from '@/lib/tools/testing/several'
import { aStaffMember, aSubmitted, assignTo, conflictOf } from '@/lib/tools/testing/staff'
import { acceptLoad } from './accept'
import { candidatesOf } from './candidates'
import { knownOf } from './current-load'
import { givenBack, seenOf } from './give-back'
import { addByHand } from './manual-assignment'

/** A reviewer of a separate Call, with applications that they can see and hidden ones. */
async function aWorld<N extends number>(known: N, hidden = 0, most = 20) {
  const call = await aCall(48)
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }], { name: 'Ana Reviewer' }, most)
  // One after the other, so that the last one is the newest.
  const ageOf = (id: string, minutes: number) =>
    db.execute(
      sql`update assignments set assigned_at = now() - ${minutes} * interval '1 minute' where application_id = ${id}`,
    )
  const ids = await several(known, async (n) => {
    const { id } = await aSubmitted(call, { state: 'under-review' })
    await assignTo(reviewer, id)
    await ageOf(id, 100 - n)
    return id
  })
  const hiddenIds = await several(hidden, async (n) => {
    const { id } = await aSubmitted(call, { state: 'eligible' })
    await db.insert(assignments).values({ applicationId: id, personId: reviewer.id, origin: 'run' })
    await ageOf(id, 50 - n)
    return id
  })
  const seen = async (accepts: number) => seenOf(givenBack(await knownOf(db, reviewer, call.id), accepts).released)
  const accept = async (accepts: number, reason = '') =>
    acceptLoad(db, reviewer, call, { accepts, reason, seen: await seen(accepts) })
  const standing = async () =>
    (await db.select().from(assignments).where(eq(assignments.personId, reviewer.id)))
      .filter(({ endedAt }) => !endedAt)
      .map(({ applicationId }) => applicationId)
  return { call, chief, reviewer, ids, hiddenIds, accept, standing, seen }
}

const toldOf = ({ id }: Person, template: string) =>
  db
    .select({ text: messages.text })
    .from(notifications)
    .innerJoin(messages, eq(messages.id, notifications.messageId))
    .where(and(eq(notifications.personId, id), eq(notifications.template, template)))

test('hidden assignments go back first and leave no trace, then the newest; a started review stays', async () => {
  const { call, chief, reviewer, ids, hiddenIds, accept, standing } = await aWorld(3, 2)
  const [oldest, older, begun] = ids
  await typeReview(call, reviewer, begun, 7)
  await accept(3)
  expect(new Set(await standing())).toEqual(new Set(ids))
  await accept(1, 'Too much to teach')
  expect(await standing()).toEqual([begun])
  for (const id of [oldest, older]) expect(await endedOf(db, reviewer, id)).toMatchObject({ reason: 'declined' })
  for (const id of hiddenIds) expect(await endedOf(db, reviewer, id)).toBeNull()
  await accept(0)
  expect(await standing()).toEqual([begun])
  expect((await queueOf(db, reviewer)).map(({ id }) => id)).toEqual([begun])
  const told = await toldOf(chief, 'review-load')
  expect(told).toHaveLength(3)
  expect(told.find(({ text }) => text.includes('Too much to teach'))!.text).toContain('2 applications go back')
  const recorded = await db.execute<{ type: string; n: number }>(sql`
    select type, count(*)::int as n from events where actor_id = ${reviewer.id} and type in ('assignment-declined', 'load-accepted')
    group by type order by type`)
  expect(recorded.map((row) => ({ ...row }))).toEqual([
    { type: 'assignment-declined', n: 4 },
    { type: 'load-accepted', n: 3 },
  ])
})

test('a reviewer’s limit holds for assignments by hand too; raising it brings nothing back', async () => {
  const { call, chief, reviewer, ids, accept, standing } = await aWorld(1, 0, 5)
  await accept(0)
  const other = await aSubmitted(call, { state: 'under-review' })
  const application = (await findApplication(db, other.id))!
  const [candidate] = await candidatesOf(db, call, application)
  expect(candidate!.reasons).toContain('load')
  await expect(addByHand(db, chief, other.id, reviewer.id, false)).rejects.toMatchObject({ code: 'invalid' })
  await accept(5)
  expect(await standing()).toEqual([])
  expect(ids).toHaveLength(1)
  await addByHand(db, chief, other.id, reviewer.id, false)
  await expect(accept(6)).rejects.toMatchObject({ code: 'invalid' })
})

test('a reviewer who sends the form twice gives back once, and gives back nothing that they have not seen', async () => {
  const { call, chief, reviewer, ids, accept, standing, seen } = await aWorld(2)
  const [older] = ids
  const wanted = { accepts: 1, reason: '', seen: await seen(1) }
  const { id } = await aSubmitted(call, { state: 'under-review' })
  await addByHand(db, chief, id, reviewer.id, false)
  await expect(acceptLoad(db, reviewer, call, wanted)).rejects.toMatchObject({ code: 'conflict' })
  expect(await standing()).toHaveLength(3)
  const again = { ...wanted, seen: await seen(1) }
  await Promise.all([acceptLoad(db, reviewer, call, again), acceptLoad(db, reviewer, call, again)])
  expect(await standing()).toEqual([older])
  await accept(1)
  expect(await toldOf(chief, 'review-load')).toHaveLength(1)
})

test('a chief learns nothing of an application with which they have a conflict of interest', async () => {
  const { chief, ids, accept } = await aWorld(2)
  const [, secret] = ids
  await conflictOf(chief, secret)
  await accept(0)
  const [told] = await toldOf(chief, 'review-load')
  expect(told!.text).toContain('1 application goes back')
})

test('only a reviewer of the Call can set a limit', async () => {
  const { call, chief } = await aWorld(0)
  const wanted = { accepts: 1, reason: '', seen: '' }
  const elsewhere = await aStaffMember([{ role: 'reviewer', callId: (await aCall(48)).id }])
  for (const person of [chief, elsewhere])
    await expect(acceptLoad(db, person, call, wanted)).rejects.toMatchObject({ code: 'not-found' })
})

/** Holds a row in a separate transaction until the test releases it. */
async function hold(statement: (own: postgres.Sql) => Promise<unknown>): Promise<() => Promise<void>> {
  const own = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
  await own`begin`
  await statement(own)
  return async () => {
    await own`commit`
    await own.end()
  }
}
const waiting = async () =>
  (await db.execute(sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
    .length

test('a review that starts at the same moment stays, with its assignment', async () => {
  const { reviewer, ids, call, seen, standing } = await aWorld(1)
  const [application] = ids
  const [{ id } = { id: '' }] = await db.select().from(assignments).where(eq(assignments.applicationId, application))
  // Saving a review does the same: it holds the assignment, and the review appears with the commit.
  const letGo = await hold(async (own) => {
    await own`select from assignments where id = ${id} for share`
    await own`insert into reviews (assignment_id) values (${id})`
  })
  const accepting = acceptLoad(db, reviewer, call, { accepts: 0, reason: '', seen: await seen(0) })
  const outcome = accepting.then(
    () => 'given back',
    ({ code }) => code,
  )
  await expect.poll(waiting).toBe(1)
  await letGo()
  expect(await outcome).toBe('conflict')
  expect(await standing()).toEqual(ids)
})

test('an assignment made at the same moment counts: the load never exceeds the limit', async () => {
  const { reviewer, ids, call, seen, standing } = await aWorld(1)
  const { id: other } = await aSubmitted(call, { state: 'under-review' })
  // Adding a reviewer by hand does the same: it locks the application, then the reviewer, and commits the assignment.
  const letGo = await hold(async (own) => {
    await own`select from applications where id = ${other} for update`
    await own`select from reviewers where person_id = ${reviewer.id} for update`
    await own`insert into assignments (application_id, person_id, origin) values (${other}, ${reviewer.id}, 'hand')`
  })
  const accepting = acceptLoad(db, reviewer, call, { accepts: 1, reason: '', seen: await seen(1) })
  await expect.poll(waiting).toBe(1)
  await letGo()
  await accepting
  expect(await standing()).toEqual(ids)
  expect(await db.select().from(conflicts).where(eq(conflicts.personId, reviewer.id))).toEqual([])
  expect(await db.select().from(reviewers).where(eq(reviewers.personId, reviewer.id))).toMatchObject([{ accepts: 1 }])
})

test('a submitted review counts as done and is kept', async () => {
  const { call, reviewer, ids, accept, standing } = await aWorld(2)
  const [, reviewed] = ids
  await handIn(call, reviewer, reviewed, 8)
  await accept(1)
  expect(await standing()).toEqual([reviewed])
})
