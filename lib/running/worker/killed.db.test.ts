import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { findMessage, queueMail } from '@/lib/platform/mail/queries'
import { settings } from '@/lib/shared/settings'
import { MailServer } from '@/lib/tools/testing/mail-server'
import { spawnWorker } from '@/lib/tools/testing/queue'
import { startWorker } from './worker'

const server = new MailServer()
beforeAll(async () => {
  await server.start()
  settings().SMTP_URL = server.url
})
afterEach(() => {
  server.onRecipient = () => null
  server.onMessage = () => null
})
afterAll(() => server.stop())

const another = () => spawnWorker({ SMTP_URL: server.url })
const queue = (to: string) =>
  queueMail(db, { to, template: 'reset-password', data: { name: 'A', url: '/reset?token=secret' } })
const stateOf = async (id: string) => (await findMessage(db, id))?.state
const lockedJobs = async () =>
  (await db.execute(sql`select id from graphile_worker._private_jobs where locked_at is not null`)).length

/** Resolves when the mail server reaches that point, and stalls it there. */
function stallAt(point: 'onRecipient' | 'onMessage'): Promise<void> {
  return new Promise((resolve) => {
    server[point] = () => {
      resolve()
      return new Promise(() => {})
    }
  })
}

test('after a worker was killed before handing a message over, another takes it up, and it arrives once', async () => {
  const victim = await another()
  const stalled = stallAt('onRecipient')
  const id = await queue('before@example.org')
  await stalled
  await victim.kill()
  expect(await lockedJobs()).toBe(1)
  server.onRecipient = () => null
  const worker = await startWorker()
  await expect.poll(() => stateOf(id)).toBe('sent')
  await worker.stop()
  expect(server.to('before@example.org')).toHaveLength(1)
  // The killed attempt counts too.
  expect(await findMessage(db, id)).toMatchObject({ attempts: 2, error: null })
})

test('after a worker was killed just after handing a message over, it arrives again under the same Message-ID', async () => {
  const victim = await another()
  const stalled = stallAt('onMessage')
  const id = await queue('after@example.org')
  await stalled
  await victim.kill()
  server.onMessage = () => null
  const worker = await startWorker()
  await expect.poll(() => stateOf(id)).toBe('sent')
  await worker.stop()
  expect(server.to('after@example.org').map((mail) => mail.id)).toEqual([`${id}@localhost`, `${id}@localhost`])
})

test('a live worker keeps its job, however long it takes, when another starts', async () => {
  const busy = await another()
  let answer = (_: null) => {}
  const asked = new Promise<void>((resolve) => {
    server.onRecipient = () => {
      resolve()
      return new Promise((done) => {
        answer = done
      })
    }
  })
  const id = await queue('long@example.org')
  await asked
  const worker = await startWorker()
  expect(await lockedJobs()).toBe(1)
  server.onRecipient = () => null
  answer(null)
  await expect.poll(() => stateOf(id)).toBe('sent')
  await worker.stop()
  await busy.kill()
  expect(await findMessage(db, id)).toMatchObject({ attempts: 1 })
})

test('two workers on one queue: each of 200 messages arrives exactly once', async () => {
  const ids = await Promise.all(Array.from({ length: 200 }, (_, n) => queue(`reader${n}@example.org`)))
  const before = server.received.length
  const [one, two] = await Promise.all([another(), startWorker()])
  await expect.poll(() => server.received.length - before).toBe(200)
  await expect.poll(async () => (await db.execute(sql`select from messages where state = 'queued'`)).length).toBe(0)
  await two.stop()
  await one.kill()
  expect(
    server.received
      .slice(before)
      .map((mail) => mail.id)
      .sort(),
  ).toEqual(ids.map((id) => `${id}@localhost`).sort())
})
