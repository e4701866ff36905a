import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { readiness } from './health'
import { keepPresent } from './instances'

/** Each check is later than the cached result of the one before. */
let clock = Date.now()
function look() {
  clock += 60_000
  return readiness(clock)
}

test('a portal is ready with its database, schema, files and a worker; without the worker it still serves', async () => {
  expect(await look()).toMatchObject({ status: 'degraded', checks: { database: 'ok', schema: 'ok', files: 'ok' } })
  const worker = keepPresent('worker')
  await expect.poll(look).toMatchObject({ status: 'ready', checks: { jobs: 'ok', changes: 'ok' } })
  await worker.stop()
})

test('a schema older than the build stops serving, a newer one does not', async () => {
  const [latest] = await db.execute<{ id: number; at: string }>(LATEST)
  const { id, at } = latest!
  await db.execute(`update drizzle.__drizzle_migrations set created_at = 1 where id = ${id}`)
  expect(await look()).toMatchObject({ status: 'not ready', checks: { schema: 'older than this build' } })
  await db.execute(`update drizzle.__drizzle_migrations set created_at = ${at}::bigint + 1 where id = ${id}`)
  expect(await look()).not.toMatchObject({ status: 'not ready' })
})

const LATEST = 'select id, created_at as at from drizzle.__drizzle_migrations order by created_at desc limit 1'
