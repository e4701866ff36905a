import { type SQL, sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect, db } from '@/db/client'
import { fieldOf } from '@/db/transact'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { aDecidedCall, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { award } from './award'
import { changeQuota, type NewLimit, setLimit } from './quota'

/** Two actions at the same moment, each within all bounds: together they must not break one. */

let call: Call
let admin: Person
let candidate: Nominated
let other: ReturnType<typeof connect>

beforeEach(async () => {
  call = await aDecidedCall(3)
  admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  ;[candidate] = await nominated(call, 1)
  other = connect(process.env.DATABASE_URL!, 1)
})
afterEach(() => other.close())

const limitOf = (counts: Partial<NewLimit>) =>
  setLimit(db, admin, call, {
    track: null,
    label: 'The limit',
    institution: null,
    countries: ['ET'],
    genders: null,
    most: null,
    least: null,
    hard: true,
    ...counts,
  })
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => fieldOf(error, 'constraint_name') ?? error.code ?? fieldOf(error, 'code'),
  )

/** Runs `first` in a transaction that ends only when `second` waits for it, or is done. */
async function atOnce(first: SQL[], second: () => Promise<unknown>): Promise<string[]> {
  let proceed = () => {}
  const held = new Promise<void>((resolve) => {
    proceed = resolve
  })
  let begun = () => {}
  const going = new Promise<void>((resolve) => {
    begun = resolve
  })
  const one = other.db.transaction(async (tx) => {
    for (const statement of first) await tx.execute(statement)
    const [mine] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    pid = mine!.pid
    begun()
    await held
  })
  let pid = 0
  await going
  let over = false
  const two = outcome(second()).finally(() => {
    over = true
  })
  const waits = async () => {
    const [row] = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`,
    )
    return row!.n > 0
  }
  while (!over && !(await waits())) await new Promise((resolve) => setImmediate(resolve))
  proceed()
  return [await outcome(one), await two]
}

test('lowering two quotas at once keeps the places that a limit over all tracks reserves', async () => {
  await db.execute(sql`update tracks set quota = 2 where call_id = ${call.id} and key = 'masters'`)
  const [another] = await nominated(call, 1)
  await award(db, admin, call, 'phd', [candidate.id, another.id])
  // Five places, two of them taken by others: one more can go.
  await limitOf({ least: 2 })
  const masters = sql`update tracks set quota = 1 where call_id = ${call.id} and key = 'masters'`
  const phd = () => changeQuota(db, admin, call, { track: 'phd', quota: 2, seen: 3, reason: 'Fewer' })
  expect(await atOnce([masters], phd)).toEqual(['done', 'invalid'])
})

test('lowering a quota during an award on another track keeps the places that a limit reserves', async () => {
  await db.execute(sql`update tracks set quota = 1 where call_id = ${call.id} and key = 'masters'`)
  await limitOf({ least: 3 })
  const masters = sql`update tracks set quota = 0 where call_id = ${call.id} and key = 'masters'`
  expect(await atOnce([masters], () => award(db, admin, call, 'phd', [candidate.id]))).toEqual(['done', 'invalid'])
})

test('an applicant’s data for limits cannot change during the award of a place', async () => {
  await limitOf({ most: 0 })
  const { id } = candidate
  const byHand = () =>
    db.transaction(async (tx) => {
      const its = sql`call_id = ${call.id} and track = 'phd' and number = 1`
      await tx.execute(sql`update places set application_id = ${id} where ${its}`)
      await tx.execute(sql`insert into offers (application_id, code) values (${id}, gen_random_uuid()::text)`)
      await tx.execute(sql`update applications set state = 'awarded' where id = ${id}`)
    })
  const moved = sql`update applications set country = 'ET' where id = ${id}`
  expect(await atOnce([moved], byHand)).toEqual(['done', 'sub_quotas_most'])
})

test('setting a limit does not rely on outdated counts of places', async () => {
  const set = other.db.transaction(
    (tx) =>
      tx.execute(sql`insert into sub_quotas (call_id, label, countries, most, hard)
        values (${call.id}, 'Old', array['KE'], 0, true)`),
    { isolationLevel: 'repeatable read' },
  )
  expect(await outcome(set)).toBe('sub_quotas_isolation')
})

test.each([
  'places',
  'offers cascade',
  'waiting_list',
  'sub_quotas',
  'event_details',
  'call_versions',
  'nomination_lists cascade',
  'nomination_reopenings',
  'tracks cascade',
  'applications cascade',
  'people cascade',
])('no table that holds decisions or what was recorded is emptied at once: %s', async (table) => {
  const emptied = db.transaction(async (tx) => {
    await tx.execute(sql`set local lock_timeout = '10s'`)
    await tx.execute(sql.raw(`truncate ${table}`))
    throw new Error('It was emptied.')
  })
  await expect(emptied).rejects.toMatchObject({
    cause: { message: expect.stringMatching(/cannot be emptied|append-only/) },
  })
})
