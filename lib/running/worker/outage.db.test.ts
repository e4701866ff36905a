import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { loggedLines } from '@/lib/tools/testing/logged-lines'
import { ownServer } from '@/lib/tools/testing/own-server'

let server: Awaited<ReturnType<typeof ownServer>>
const MINUTE = 60_000

beforeAll(async () => {
  server = await ownServer()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})
afterAll(() => server.stop())

test('without the database over a full minute, the worker waits, reports it once, and queues that minute’s jobs', async () => {
  const { words } = loggedLines()
  const [{ startWorker }, { CRONTAB }, { db }] = [
    await import('./worker'),
    await import('./tasks'),
    await import('@/db/client'),
  ]
  // The schedule is a timer: the test moves it past the full minute by hand.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], shouldAdvanceTime: true })
  const worker = await startWorker()
  const lastTick = async () => {
    const [row] = await db.execute<{ at: string }>(
      `select last_execution as at from graphile_worker._private_known_crontabs where identifier = 'end-actings'`,
    )
    return row?.at ? new Date(row.at).getTime() : 0
  }
  await expect
    .poll(async () => (await db.execute(`select from graphile_worker._private_known_crontabs`)).length)
    .toBe(CRONTAB.split('\n').length)
  await server.stop()
  const away = Date.now()
  vi.advanceTimersByTime(2 * MINUTE)
  await expect.poll(() => words().some((line) => line.includes('not available'))).toBe(true)
  await server.start()
  await expect.poll(() => lastTick().catch(() => 0)).toBeGreaterThan(away + MINUTE)
  await expect.poll(() => words().some((line) => line.includes('available again'))).toBe(true)
  await worker.stop()
  expect(words().filter((line) => line.includes('not available'))).toHaveLength(1)
  expect(words().filter((line) => line.includes('available again'))).toHaveLength(1)
  expect(words().filter((line) => !line.includes('available'))).toEqual([])
})
