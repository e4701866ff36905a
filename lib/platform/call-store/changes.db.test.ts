import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { db } from '@/db/client'
import { listenForCallChanges } from './changes'
import { publishCall } from './queries'

let told = 0
let marks = 0
const listening = listenForCallChanges((by) => {
  if (by?.payload === 'mark') marks += 1
  else told += 1
})
let callId: string

beforeAll(async () => {
  callId = await publishCall(db, { ...call2021, slug: 'watched', code: 'WATCHED' })
  await vi.waitFor(() => expect(told).toBeGreaterThan(0))
})
afterAll(() => listening.stop())

/** Whether the listener hears of what `work` commits. */
async function toldOf(work: () => Promise<unknown>): Promise<boolean> {
  const before = { told, marks }
  await work()
  // Notifications come in the order of commits, so that this one comes after any of the work.
  await db.execute(sql`select pg_notify('call-changed', 'mark')`)
  await expect.poll(() => marks).toBeGreaterThan(before.marks)
  return told > before.told
}

test.each([
  ['a moved deadline', sql`update calls set closes_at = closes_at + interval '1 day' where slug = 'watched'`],
  ['a release', sql`update calls set results_released_at = now() where slug = 'watched'`],
  [
    'a changed quota',
    sql`update tracks set quota = quota + 1 where call_id = (select id from calls where slug = 'watched')`,
  ],
])('web servers hear of %s', async (_what, statement) => {
  expect(await toldOf(() => db.execute(statement))).toBe(true)
})

test('the number that a submission takes is no change of the Call', async () => {
  const raised = sql`update tracks set last_number = last_number + 1 where call_id = ${callId}`
  expect(await toldOf(() => db.execute(raised))).toBe(false)
})

test('a lost connection is made again, and then everything counts as changed', async () => {
  const before = told
  await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'scholarship-listen'`)
  await expect.poll(() => told, { timeout: 10_000 }).toBeGreaterThan(before)
})
