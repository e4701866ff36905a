import { and, eq } from 'drizzle-orm'
import { runOnce } from 'graphile-worker'
import { beforeAll, expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { db } from '@/db/client'
import { assignments, conflicts, events, reviews } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { aStaffMember, aSubmitted, assignTo, conflictOf, handInReview } from '@/lib/tools/testing/staff'
import { exportCalibration } from './export'
import { queueCalibration } from './job'
import { makeCalibration } from './make'
import { leftOut } from './queries'
import { calibrationState } from './state'

/** Scores of three reviewers for four applications: the severe one is two points below the others. */
const TOTALS = [
  { severe: 5, mild: 7, milder: 7.2 },
  { severe: 6, mild: 8, milder: 8.1 },
  { severe: 3, mild: 5, milder: 5.2 },
  { severe: 4.5, mild: 6.6, milder: 6.4 },
]
let call: Call
let chief: Person
let severe: Person
let mild: Person
let milder: Person
const made: { id: string; number: string }[] = []

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
  chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  const reviewer = (name: string) => aStaffMember([{ role: 'reviewer', callId: call.id }], { name })
  severe = await reviewer('Severe')
  mild = await reviewer('Mild')
  milder = await reviewer('Milder')
  for (const totals of TOTALS) {
    const application = await aSubmitted(call, { institution: 'tib', state: 'under-review', name: '=Formula()' })
    made.push(application)
    await handInReview(await assignTo(severe, application.id), totals.severe)
    await handInReview(await assignTo(mild, application.id), totals.mild)
    await handInReview(await assignTo(milder, application.id), totals.milder)
  }
})

const of = (person: Person) => ({ callId: call.id, track: 'phd', person })
const stateFor = (person: Person) => calibrationState(db, person, call, 'phd')
const work = (person: Person) => makeCalibration(db, { callId: call.id, track: 'phd', personId: person.id }, 50)
const exported = (person: Person, table: 'applications' | 'reviewers') =>
  exportCalibration(db, person, { call: '2021', track: 'phd', table })

test('the queue works a calibration out once however often a chief asks, and the page shows its date', async () => {
  expect(await stateFor(chief)).toMatchObject({ withheld: false, kept: null, stale: false, count: 12, job: null })
  for (let count = 0; count < 3; count++) await queueCalibration(db, of(chief), await leftOut(db, of(chief)))
  expect((await stateFor(chief)).job).toBe('waiting')
  let runs = 0
  await runOnce({
    connectionString: process.env.DATABASE_URL!,
    taskList: {
      calibrate: async (payload) => {
        runs++
        await makeCalibration(db, payload, 50)
      },
    },
  })
  expect(runs).toBe(1)
  const { kept, stale, job } = await stateFor(chief)
  expect({ stale, job }).toEqual({ stale: false, job: null })
  expect(kept!.result.applications.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort())
  const severities = new Map(kept!.result.reviewers.map(({ id, severity }) => [id, severity]))
  expect(Math.abs(severities.get(severe.id)! - severities.get(mild.id)!)).toBeGreaterThan(1)
})

test('the same reviews give the same figures', async () => {
  await work(chief)
  const before = (await stateFor(chief)).kept!.result
  await work(chief)
  expect((await stateFor(chief)).kept!.result).toEqual(before)
})

test('a changed or removed review makes the calibration outdated', async () => {
  await work(chief)
  const [row] = await db
    .select({ id: assignments.id, total: reviews.total })
    .from(assignments)
    .innerJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(eq(assignments.personId, severe.id))
    .limit(1)
  await db.update(reviews).set({ total: 9 }).where(eq(reviews.assignmentId, row!.id))
  expect((await stateFor(chief)).stale).toBe(true)
  await db.update(reviews).set({ total: row!.total }).where(eq(reviews.assignmentId, row!.id))
  expect((await stateFor(chief)).stale).toBe(false)
  const ended = { endedAt: new Date(), endReason: 'conflict' as const }
  await db.update(assignments).set(ended).where(eq(assignments.id, row!.id))
  expect(await stateFor(chief)).toMatchObject({ stale: true, count: 11 })
  await db.update(assignments).set({ endedAt: null, endReason: null }).where(eq(assignments.id, row!.id))
})

test('reviewers, officers, applicants and chiefs of another Call find no such page', async () => {
  await work(chief)
  const other = await publishCall(db, inventedCall)
  const others = [
    severe,
    await aStaffMember([]),
    await aStaffMember([{ role: 'officer', callId: call.id, institution: 'tib' }]),
    await aStaffMember([{ role: 'chief', callId: other }]),
  ]
  for (const person of others) {
    await expect(stateFor(person)).rejects.toMatchObject({ code: 'not-found' })
    await expect(exported(person, 'reviewers')).rejects.toMatchObject({ code: 'not-found' })
  }
  await expect(calibrationState(db, chief, call, 'nothing')).rejects.toMatchObject({ code: 'not-found' })
})

test('a chief or admin with a review to write sees no figure until it is submitted', async () => {
  await work(chief)
  for (const role of ['chief', 'admin'] as const) {
    const both = await aStaffMember([
      { role, callId: call.id },
      { role: 'reviewer', callId: call.id },
    ])
    const { id } = await aSubmitted(call, { institution: 'tib', track: 'masters', state: 'under-review' })
    const assignment = await assignTo(both, id)
    // Even a review of another track hides it, because the reviewers are the same on both.
    expect(await stateFor(both)).toEqual({ withheld: true, kept: null, stale: false, count: 0, job: null })
    for (const table of ['applications', 'reviewers'] as const)
      await expect(exported(both, table)).rejects.toMatchObject({ code: 'forbidden' })
    await db.insert(reviews).values({ assignmentId: assignment, answers: { scoreRecord: '4' } })
    expect((await stateFor(both)).withheld).toBe(true)
    await db.update(reviews).set({ submittedAt: new Date(), total: 5 }).where(eq(reviews.assignmentId, assignment))
    expect(await stateFor(both)).toMatchObject({ withheld: false, count: 12 })
    expect((await stateFor(both)).kept).not.toBeNull()
  }
})

test('an application with which the chief has a conflict is in no figure, count or file', async () => {
  await work(chief)
  const conflicted = await aStaffMember([{ role: 'chief', callId: call.id }])
  const [hidden, ...shown] = made
  await conflictOf(conflicted, hidden!.id)
  // A calibration made for others is not visible to them.
  expect(await stateFor(conflicted)).toMatchObject({ kept: null, count: 9 })
  await expect(exported(conflicted, 'reviewers')).rejects.toMatchObject({ code: 'not-found' })
  await work(conflicted)
  const { kept, stale } = await stateFor(conflicted)
  expect(stale).toBe(false)
  expect(kept!.result.applications.map(({ id }) => id).sort()).toEqual(shown.map(({ id }) => id).sort())
  expect(kept!.result.reviewers.map(({ reviews: count }) => count)).toEqual([3, 3, 3])
  const file = await exported(conflicted, 'applications')
  expect(file).not.toContain(hidden!.number)
  for (const { number } of shown) expect(file).toContain(number)
  expect((await stateFor(chief)).kept!.result.applications).toHaveLength(4)
  // Nor does a change to it show.
  await db
    .update(assignments)
    .set({ endedAt: new Date(), endReason: 'conflict' })
    .where(eq(assignments.applicationId, hidden!.id))
  expect(await stateFor(conflicted)).toMatchObject({ stale: false, count: 9 })
  await db.update(assignments).set({ endedAt: null, endReason: null }).where(eq(assignments.applicationId, hidden!.id))
  await db.delete(conflicts).where(eq(conflicts.personId, conflicted.id))
})

test('an export is recorded, and contains no formulas', async () => {
  await work(chief)
  const file = await exported(chief, 'applications')
  expect(file.split('\r\n').filter((line) => line.startsWith('1,'))).toHaveLength(1)
  expect(file).toContain("'=Formula()")
  expect(file).not.toMatch(/,"?=/)
  const people = await exported(chief, 'reviewers')
  expect(people).toContain('Severe')
  const rows = await db
    .select({ data: events.data })
    .from(events)
    .where(and(eq(events.type, 'calibration-exported'), eq(events.actorId, chief.id)))
  expect(rows.map(({ data }) => [data.table, data.count]).sort()).toEqual([
    ['applications', 4],
    ['reviewers', 3],
  ])
})
