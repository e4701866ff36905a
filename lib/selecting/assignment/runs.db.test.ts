import { and, eq, isNull, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import {
  applications,
  assignmentRuns,
  assignments,
  events,
  notifications,
  referenceRequests,
  reviewers,
} from '@/db/schema'
import { findApplication } from '@/lib/applying/application/queries'
import { mailboxOf } from '@/lib/applying/reference/rules'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { queueOf } from '@/lib/selecting/review/queue'
import { aCall } from '@/lib/tools/testing/deadlines'
import { type Several, several } from '@/lib/tools/testing/several'
import { aStaffMember, aSubmitted, assignTo, conflictOf } from '@/lib/tools/testing/staff'
import { applyRun } from './apply'
import { assignFurther } from './further-reviewer'
import { makeAssignment } from './make'
import { discard, hiddenOf } from './release'
import { makeRelease } from './release-job'
import { lastRelease, startRelease } from './releases'
import { cancelRun, findRun, lastRun, startRun } from './runs'
import { findSolution } from './solution'

const PARAMETERS = { perApplication: 2, disciplines: 'prefer' as const }
const solveHere: typeof import('./solver').solveApart = (work, onRound) => findSolution(work, onRound)

type CallOfChief = { call: Call; chief: Person }
type World<R extends number, A extends number> = CallOfChief & { staff: Several<Person, R>; ids: Several<string, A> }

/** A Call with this many reviewers and eligible applications. */
async function aWorld<R extends number, A extends number>(
  reviewersWanted: R,
  applicationsWanted: A,
  most = 20,
): Promise<World<R, A>> {
  const call = await aCall(48)
  const callId = call.id
  const chief = await aStaffMember([{ role: 'chief', callId }])
  const staff = await several(reviewersWanted, () => aStaffMember([{ role: 'reviewer', callId }], {}, most))
  const ids = await several(applicationsWanted, async () => (await aSubmitted(call, { state: 'eligible' })).id)
  return { call, chief, staff, ids }
}

async function aReadyRun({ call, chief }: CallOfChief): Promise<string> {
  const id = await startRun(db, chief, call, PARAMETERS)
  await makeAssignment(db, { runId: id }, solveHere)
  expect((await findRun(db, chief, id)).state).toBe('ready')
  return id
}

const assigned = ({ call }: CallOfChief) =>
  db
    .select({ assignment: assignments })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .where(eq(applications.callId, call.id))
    .then((rows) => rows.map(({ assignment }) => assignment))
const told = async ({ id }: Person, template: string) =>
  (await db.select().from(notifications).where(eq(notifications.personId, id))).filter(
    (row) => row.template === template,
  ).length

beforeAll(() => db.execute(sql`delete from graphile_worker._private_jobs`))

test('a chief starts a run, applies it hidden, and releases it once', async () => {
  const world = await aWorld(4, 3)
  const { call, chief, staff, ids } = world
  const run = await aReadyRun(world)
  expect(await assigned(world)).toEqual([])
  // Two at once: one assigns, and both get the same answer.
  const [one, other] = await Promise.all([applyRun(db, chief, run), applyRun(db, chief, run)])
  expect(one).toEqual({ given: 6, dropped: {} })
  expect(other).toEqual(one)
  const rows = await assigned(world)
  expect(rows).toHaveLength(6)
  for (const id of ids) expect(rows.filter(({ applicationId }) => applicationId === id)).toHaveLength(2)
  // Nobody sees anything before the release.
  for (const person of staff) {
    expect(await queueOf(db, person)).toEqual([])
    expect(await told(person, 'reviews-assigned')).toBe(0)
  }
  const hidden = await hiddenOf(db, chief, call)
  expect(hidden.reduce((sum, { count }) => sum + count, 0)).toBe(6)
  const [begun, again] = await Promise.all([startRelease(db, chief, call), startRelease(db, chief, call)])
  expect(again).toBe(begun)
  // Nothing crosses the release while it is in progress.
  await expect(discard(db, chief, call)).rejects.toMatchObject({ code: 'conflict' })
  await Promise.all([makeRelease(db, { releaseId: begun }, 1), makeRelease(db, { releaseId: begun }, 1)])
  expect(await lastRelease(db, chief, call)).toMatchObject({ isDone: true, shown: 6, hidden: 0 })
  expect(await startRelease(db, chief, call)).toBeNull()
  for (const person of staff) {
    const mine = rows.filter(({ personId }) => personId === person.id).length
    expect(await queueOf(db, person)).toHaveLength(mine)
    expect(await told(person, 'reviews-assigned')).toBe(mine > 0 ? 1 : 0)
  }
  for (const id of ids) {
    expect((await findApplication(db, id))!.state).toBe('under-review')
    const found = await db
      .select({ data: events.data })
      .from(events)
      .where(and(eq(events.applicationId, id), eq(events.type, 'start-review')))
    expect(found).toEqual([{ data: { from: 'eligible', to: 'under-review' } }])
  }
})

test('applying a run leaves out pairs that are no longer possible', async () => {
  const world = await aWorld(4, 3)
  const { chief, staff } = world
  const [conflicted, withdrawn, inReview] = world.ids
  const run = await aReadyRun(world)
  const pairs = await db.execute<{ application_id: string; person_id: string }>(
    sql`select application_id, person_id from assignment_run_pairs where run_id = ${run}`,
  )
  const proposedFor = (id: string) => {
    const pair = pairs.find(({ application_id }) => application_id === id)!
    return staff.find((person) => person.id === pair.person_id)!
  }
  await conflictOf(proposedFor(conflicted), conflicted)
  await db.update(applications).set({ state: 'withdrawn' }).where(eq(applications.id, withdrawn))
  await assignTo(proposedFor(inReview), inReview)
  const { given, dropped } = await applyRun(db, chief, run)
  expect(dropped).toEqual({ conflict: 1, application: 2, before: 1 })
  expect(given).toBe(2)
})

test('applying a run respects a lowered load and an ended role', async () => {
  const world = await aWorld(2, 3)
  const { chief, call } = world
  const [busy, former] = world.staff
  const run = await aReadyRun(world)
  await db
    .update(reviewers)
    .set({ accepts: 1 })
    .where(and(eq(reviewers.callId, call.id), eq(reviewers.personId, busy.id)))
  await db.execute(sql`update roles set ended_at = now() where person_id = ${former.id}`)
  expect(await applyRun(db, chief, run)).toEqual({ given: 1, dropped: { load: 2, reviewer: 3 } })
})

test('applications with too few reviewers are listed with the reason', async () => {
  const world = await aWorld(2, 3, 2)
  const run = await aReadyRun(world)
  const { summary } = await findRun(db, world.chief, run)
  const short = summary!.short as { missing: number; why: { full: number } }[]
  expect(short.reduce((sum, { missing }) => sum + missing, 0)).toBe(2)
  for (const { why } of short) expect(why.full).toBe(2)
})

test('cancelling a run in progress keeps nothing of it', async () => {
  const world = await aWorld(2, 1)
  const { call, chief } = world
  const id = await startRun(db, chief, call, PARAMETERS)
  await expect(startRun(db, chief, call, PARAMETERS)).rejects.toMatchObject({ code: 'conflict' })
  await makeAssignment(db, { runId: id }, async (work, onRound, signal) => {
    await cancelRun(db, chief, id)
    await new Promise((resolve) => signal!.addEventListener('abort', resolve))
    return findSolution(work, onRound)
  })
  expect((await lastRun(db, chief, call))!.state).toBe('cancelled')
  expect(await db.execute(sql`select from assignment_run_pairs where run_id = ${id}`)).toHaveLength(0)
  await expect(applyRun(db, chief, id)).rejects.toMatchObject({ code: 'conflict' })
  await aReadyRun(world)
})

test('a failed run says so, and another can start', async () => {
  const world = await aWorld(1, 1)
  const id = await startRun(db, world.chief, world.call, PARAMETERS)
  await makeAssignment(db, { runId: id }, () => Promise.reject(new Error('no memory')))
  expect((await findRun(db, world.chief, id)).state).toBe('failed')
  await aReadyRun(world)
})

test('only a chief of the Call can run an assignment', async () => {
  const world = await aWorld(1, 1)
  const { call } = world
  const [reviewer] = world.staff
  const run = await aReadyRun(world)
  const elsewhere = await aStaffMember([{ role: 'chief', callId: (await aCall(48)).id }])
  for (const person of [reviewer, elsewhere]) {
    const acts = [
      () => startRun(db, person, call, PARAMETERS),
      () => applyRun(db, person, run),
      () => cancelRun(db, person, run),
      () => startRelease(db, person, call),
      () => lastRelease(db, person, call),
      () => discard(db, person, call),
      () => hiddenOf(db, person, call),
    ]
    for (const act of acts) await expect(act()).rejects.toMatchObject({ code: 'not-found' })
  }
  expect(await assigned(world)).toEqual([])
})

test('a chief with a conflict of interest neither assigns nor sees that application', async () => {
  const world = await aWorld(3, 2)
  const { chief } = world
  const [hidden, readable] = world.ids
  await conflictOf(chief, hidden)
  const run = await aReadyRun(world)
  expect((await findRun(db, chief, run)).summary).toMatchObject({ applications: 1, pairs: 2 })
  await applyRun(db, chief, run)
  for (const { applicationId } of await assigned(world)) expect(applicationId).toBe(readable)
})

test('a chief can take back hidden assignments; a declared conflict gives one back', async () => {
  const world = await aWorld(2, 1)
  const { call, chief } = world
  const [conflicted] = world.staff
  const [id] = world.ids
  await applyRun(db, chief, await aReadyRun(world))
  expect(await discard(db, chief, call)).toBe(2)
  expect(await assigned(world)).toEqual([])
  await applyRun(db, chief, await aReadyRun(world))
  await conflictOf(conflicted, id)
  await makeRelease(db, { releaseId: await startRelease(db, chief, call) })
  expect(await lastRelease(db, chief, call)).toMatchObject({ isDone: true, shown: 1, reviewers: 1, told: 1 })
  expect(await assigned(world)).toHaveLength(1)
  expect(await told(conflicted, 'reviews-assigned')).toBe(0)
})

test('a reviewer whom the applicant names before the release never hears of the application', async () => {
  const world = await aWorld(2, 1)
  const { call, chief } = world
  const [referee, independent] = world.staff
  const [id] = world.ids
  await applyRun(db, chief, await aReadyRun(world))
  const { email } = referee
  const named = { kind: 'referee', name: 'Somebody', email: email.toUpperCase(), mailbox: mailboxOf(email) } as const
  await db.insert(referenceRequests).values({ applicationId: id, ...named })
  await makeRelease(db, { releaseId: await startRelease(db, chief, call) })
  expect((await assigned(world)).map(({ personId }) => personId)).toEqual([independent.id])
  expect(await told(referee, 'reviews-assigned')).toBe(0)
})

test('the best free reviewer becomes the further reviewer; where none is free, the chief gets one notice', async () => {
  const world = await aWorld(4, 1, 1)
  const { call, chief } = world
  const [present, conflicted, generalist, expert] = world.staff
  const [id] = world.ids
  await db.update(applications).set({ state: 'under-review' }).where(eq(applications.id, id))
  const { programme } = (await findApplication(db, id))!
  await assignTo(present, id)
  await conflictOf(conflicted, id)
  const programmes = programme ? [programme] : []
  await db
    .update(reviewers)
    .set({ programmes })
    .where(and(eq(reviewers.callId, call.id), eq(reviewers.personId, expert.id)))
  const further = () => db.transaction(async (tx) => assignFurther(tx, (await findApplication(tx, id, true))!, call))
  const asked = new Set([await further(), await further()])
  const rows = await db
    .select()
    .from(assignments)
    .where(and(eq(assignments.applicationId, id), isNull(assignments.assignedBy)))
  const added = rows.filter(({ origin }) => origin === 'disagreement')
  expect(new Set(added.map(({ id }) => id))).toEqual(asked)
  expect(new Set(added.map(({ personId }) => personId))).toEqual(new Set([generalist.id, expert.id]))
  for (const { releasedAt } of added) expect(releasedAt).not.toBeNull()
  expect(await told(expert, 'reviews-assigned')).toBe(1)
  expect([await further(), await further()]).toEqual([null, null])
  expect(await told(chief, 'review-nobody-further')).toBe(1)
})

test('a reviewer with room for one more is asked once when two reviews come in at once', async () => {
  const world = await aWorld(1, 2, 1)
  await db.update(applications).set({ state: 'under-review' }).where(eq(applications.callId, world.call.id))
  const further = (id: string) =>
    db.transaction(async (tx) => assignFurther(tx, (await findApplication(tx, id, true))!, world.call))
  const asked = await Promise.all(world.ids.map(further))
  expect(asked.filter((id) => id !== null)).toHaveLength(1)
  expect(await db.select().from(assignmentRuns).where(eq(assignmentRuns.callId, world.call.id))).toEqual([])
})

test('a separate process finds the same assignment', async () => {
  const world = await aWorld(3, 2)
  const id = await startRun(db, world.chief, world.call, PARAMETERS)
  await makeAssignment(db, { runId: id })
  expect(await findRun(db, world.chief, id)).toMatchObject({ state: 'ready', summary: { pairs: 4, short: [] } })
})
