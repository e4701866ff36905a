import { and, eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { assignments, notifications } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { startWorker } from '@/lib/running/worker/worker'
import { aCall } from '@/lib/tools/testing/deadlines'
import { spawnWorker } from '@/lib/tools/testing/queue'
import { aStaffMember, aSubmitted } from '@/lib/tools/testing/staff'
import { failInterruptedRuns } from './interrupted'
import { APPLICATIONS, PEOPLE } from './release-job'
import { lastRelease, startRelease } from './releases'
import { findRun, startRun } from './runs'

beforeEach(() => db.execute(sql`delete from graphile_worker._private_jobs`))

/** A connection that blocks the workers until it closes. */
async function inTheWay(statement: (sql: postgres.Sql) => Promise<unknown>): Promise<() => Promise<void>> {
  const own = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
  await own`begin`
  await statement(own)
  return () => own.end()
}

/** How many connections wait for a lock. */
const waiting = async () =>
  (await db.execute(sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
    .length

test('another worker starts a run again after its worker was killed', async () => {
  const call = await aCall(48)
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  await aStaffMember([{ role: 'reviewer', callId: call.id }])
  await aSubmitted(call, { state: 'eligible' })
  const clear = await inTheWay((own) => own`lock table reviewers in access exclusive mode`)
  const victim = await spawnWorker({})
  const id = await startRun(db, chief, call, { perApplication: 1, disciplines: 'prefer' })
  await expect.poll(waiting).toBeGreaterThan(0)
  expect((await findRun(db, chief, id)).state).toBe('running')
  await victim.kill()
  await clear()
  // Its job still exists, so the run is not given up.
  expect(await failInterruptedRuns(db)).toBe(0)
  const worker = await startWorker()
  await expect.poll(async () => (await findRun(db, chief, id)).state).toBe('ready')
  await worker.stop()
  expect((await findRun(db, chief, id)).summary).toMatchObject({ pairs: 1 })
})

test('the next worker gives up a run without a job, and another run can start', async () => {
  const call = await aCall(48)
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  const id = await startRun(db, chief, call, { perApplication: 1, disciplines: 'prefer' })
  await db.execute(sql`update assignment_runs set state = 'running' where id = ${id}`)
  await db.execute(sql`update graphile_worker._private_jobs set attempts = max_attempts`)
  const worker = await startWorker()
  expect(await findRun(db, chief, id)).toMatchObject({ state: 'failed' })
  const next = await startRun(db, chief, call, { perApplication: 1, disciplines: 'prefer' })
  await expect.poll(async () => (await findRun(db, chief, next)).state).toBe('ready')
  await worker.stop()
})

/** Eligible applications, each with one hidden reviewer in turn. */
async function manyHidden(call: Call, reviewers: Person[], count: number): Promise<void> {
  await db.execute(sql`
    with made as (select n, gen_random_uuid() as person from generate_series(1, ${count}::int) n),
    persons as (insert into people (id, email, name) select person, person || '@many.example', 'Many' from made),
    applied as (
      insert into applications (call_id, person_id, track, institution, number, state, submitted_at)
      select ${call.id}, person, 'phd', 'ucas', 'MANY-' || ${call.id}::text || n, 'eligible', now() from made
      returning id)
    insert into assignments (application_id, person_id, origin)
    select id, (${sql.param(reviewers.map(({ id }) => id))}::uuid[])[1 + (row_number() over ()) % ${reviewers.length}::int], 'run'
    from applied`)
}

test('the next worker takes up a release whose job is gone', async () => {
  const call = await aCall(48)
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  await manyHidden(call, [await aStaffMember([{ role: 'reviewer', callId: call.id }])], 2)
  await startRelease(db, chief, call)
  await db.execute(sql`delete from graphile_worker._private_jobs`)
  const worker = await startWorker()
  await expect.poll(async () => (await lastRelease(db, chief, call))!.isDone).toBe(true)
  await worker.stop()
})

test('a release continues after its worker was killed twice; each reviewer gets one notice about all their applications', async () => {
  const call = await aCall(48)
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  const reviewers: Person[] = []
  for (let n = 0; n < PEOPLE + 5; n++) reviewers.push(await aStaffMember([{ role: 'reviewer', callId: call.id }]))
  const all = 10 * reviewers.length
  await manyHidden(call, reviewers, all)
  const status = async () => (await lastRelease(db, chief, call))!
  // The last application is locked: the first batch is released, the second waits.
  let clear = await inTheWay(
    (own) => own`select from applications where call_id = ${call.id} order by id desc limit 1 for update`,
  )
  await startRelease(db, chief, call)
  let victim = await spawnWorker({})
  await expect.poll(async () => (await status()).shown).toBe(APPLICATIONS)
  await expect.poll(waiting).toBeGreaterThan(0)
  await victim.kill()
  await clear()
  expect(await status()).toMatchObject({ isDone: false, shown: APPLICATIONS, hidden: all - APPLICATIONS, told: 0 })
  // The same during the notices: the last reviewer’s row is locked.
  const { id } = (
    await db.execute<{ id: string }>(sql`select id from assignment_releases where call_id = ${call.id}`)
  )[0]!
  const last = reviewers
    .map((one) => one.id)
    .sort()
    .at(-1)!
  clear = await inTheWay(
    (own) => own`insert into notifications (person_id, template, title, path, key)
      values (${last}, 'reviews-assigned', 'In the way', '/', ${`assigned:${id}`})`,
  )
  victim = await spawnWorker({})
  await expect.poll(async () => (await status()).told).toBe(PEOPLE)
  await expect.poll(waiting).toBeGreaterThan(0)
  await victim.kill()
  await clear()
  const worker = await startWorker()
  await expect.poll(async () => (await status()).isDone).toBe(true)
  await worker.stop()
  expect(await status()).toMatchObject({ shown: all, hidden: 0, reviewers: reviewers.length, told: reviewers.length })
  for (const reviewer of reviewers) {
    const told = await db.select().from(notifications).where(eq(notifications.personId, reviewer.id))
    expect(told.map(({ title }) => title)).toEqual(['10 applications wait for your review'])
  }
  const moved = await db.execute(sql`
    select from events e join applications a on a.id = e.application_id
    where a.call_id = ${call.id} and e.type = 'start-review'`)
  expect(moved).toHaveLength(all)
  const open = and(eq(assignments.releaseId, id), sql`${assignments}.released_at is null`)
  expect(await db.select().from(assignments).where(open)).toEqual([])
})
