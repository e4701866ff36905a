import { createServer } from 'node:net'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { db } from '@/db/client'
import { events, messages } from '@/db/schema'
import { sendAgain, sendAllAgain } from '@/lib/running/mail-view/send-again'
import { startWorker } from '@/lib/running/worker/worker'
import { settings } from '@/lib/shared/settings'
import { anApplicant } from '@/lib/tools/testing/applicant'
import { loggedLines } from '@/lib/tools/testing/logged-lines'
import { MailServer, refusal } from '@/lib/tools/testing/mail-server'
import { passTime } from '@/lib/tools/testing/queue'
import { queueMail } from './queries'

const server = new MailServer()
let worker: Awaited<ReturnType<typeof startWorker>>

beforeAll(async () => {
  await server.start()
  settings().SMTP_URL = `${server.url}?socketTimeout=700`
  worker = await startWorker()
})
afterEach(() => {
  server.onRecipient = () => null
  server.onMessage = () => null
})
afterAll(async () => {
  await worker.stop()
  await server.stop()
})

const queue = (to: string) =>
  queueMail(db, { to, template: 'reset-password', data: { name: 'A', url: '/reset?token=secret' } })
const rowOf = async (id: string) => (await db.select().from(messages).where(eq(messages.id, id)))[0]!
const jobsOf = (id: string) =>
  db.execute(sql`select id from graphile_worker._private_jobs where payload->>'id' = ${id}`)

/** Waits for this state of the message; each check skips the time until its next attempt. */
async function becomes(id: string, expected: Partial<typeof messages.$inferSelect>) {
  await expect
    .poll(async () => {
      await passTime()
      return rowOf(id)
    })
    .toMatchObject(expected)
}
/** Waits for the first attempt to fail and returns its error; no time passes meanwhile. */
async function firstError(id: string, error: string) {
  await expect.poll(() => rowOf(id)).toMatchObject({ error: expect.stringContaining(error) })
}

test('the mail server is down, then up', async () => {
  await server.stop()
  const id = await queue('down@example.org')
  await firstError(id, 'ECONNREFUSED')
  expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 1 })
  await server.start()
  await becomes(id, { state: 'sent', error: null })
  expect(server.to('down@example.org')).toHaveLength(1)
})

test('a mail server that quotes a personal link tells it to nobody', async () => {
  const quoted = 'refused: http://localhost/r/SECRETLINK and http://localhost/reset?token=SECRETTOKEN&x=1'
  server.onMessage = () => refusal(554, quoted)
  const logged = loggedLines()
  const id = await queue('quoted@example.org')
  await becomes(id, { state: 'failed' })
  await expect.poll(() => logged.lines.length).toBeGreaterThan(0)
  expect(String(logged.lines) + (await rowOf(id)).error).not.toMatch(/SECRET/)
  expect((await rowOf(id)).error).toContain('refused: http://localhost/r/… and http://localhost/reset?token=…&x=1')
  server.onMessage = () => refusal(451, quoted)
  const later = await queue('quoted-later@example.org')
  await firstError(later, 'refused')
  const [job] = await db.execute(
    sql`select last_error from graphile_worker._private_jobs where payload->>'id' = ${later} and last_error is not null`,
  )
  expect(`${JSON.stringify(job)}${logged.lines}${(await rowOf(later)).error}`).not.toMatch(/SECRET/)
  vi.restoreAllMocks()
  server.onMessage = () => null
  await becomes(later, { state: 'sent' })
  await db.delete(messages).where(eq(messages.id, id))
})

test('the mail server is slow: an answer that does not come is waited for no longer than its time', async () => {
  let stalled = 0
  server.onRecipient = () => (stalled++ === 0 ? new Promise(() => {}) : null)
  const id = await queue('slow@example.org')
  await firstError(id, 'Timeout')
  await becomes(id, { state: 'sent' })
  expect(server.to('slow@example.org')).toHaveLength(1)
})

test('a recipient refused for good: failed at once; an admin sends it again under the same Message-ID', async () => {
  server.onRecipient = () => refusal(550, 'no such mailbox')
  const id = await queue('refused@example.org')
  await expect.poll(() => rowOf(id)).toMatchObject({ state: 'failed', attempts: 1 })
  expect((await rowOf(id)).error).toContain('no such mailbox')
  await expect.poll(() => jobsOf(id)).toEqual([])
  server.onRecipient = () => null
  const person = await anApplicant()
  await expect(sendAgain(db, person, id)).rejects.toMatchObject({ code: 'forbidden' })
  expect((await rowOf(id)).state).toBe('failed')
  const admin = { ...person, roles: [{ role: 'admin' as const, callId: null }] }
  const both = await Promise.allSettled([sendAgain(db, admin, id), sendAgain(db, admin, id)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await becomes(id, { state: 'sent', attempts: 2 })
  expect(server.to('refused@example.org').map((mail) => mail.id)).toEqual([`${id}@localhost`])
  expect(await db.select().from(events).where(eq(events.actorId, admin.id))).toMatchObject([
    { type: 'mail-again', actorRole: 'admin', applicationId: null, data: { messageId: id } },
  ])
})

test('all failed messages are sent again at once, and that is recorded', async () => {
  server.onMessage = () => refusal(554, 'looks like spam')
  const ids = await Promise.all([1, 2, 3].map((n) => queue(`all${n}@example.org`)))
  for (const id of ids) await becomes(id, { state: 'failed', attempts: 1 })
  server.onMessage = () => null
  const admin = { ...(await anApplicant()), roles: [{ role: 'admin' as const, callId: null }] }
  expect(await sendAllAgain(db, admin)).toBe(3)
  for (const id of ids) await becomes(id, { state: 'sent' })
  expect(await db.select().from(events).where(eq(events.actorId, admin.id))).toMatchObject([
    { type: 'mail-again-all', data: { messages: 3 } },
  ])
})

test('a recipient refused for now: tried again', async () => {
  let refusing = true
  server.onRecipient = () => (refusing ? refusal(451, 'try later') : null)
  const id = await queue('later@example.org')
  await firstError(id, 'try later')
  refusing = false
  await becomes(id, { state: 'sent', error: null })
  expect((await rowOf(id)).attempts).toBeGreaterThan(1)
  expect(server.to('later@example.org')).toHaveLength(1)
})

test('the connection is lost after DATA: sent again under the same Message-ID, each attempt noted', async () => {
  let dropping = true
  server.onMessage = () => {
    if (!dropping) return null
    server.drop()
    return new Promise(() => {})
  }
  const id = await queue('dropped@example.org')
  await firstError(id, 'closed')
  dropping = false
  await becomes(id, { state: 'sent', error: null })
  const arrived = server.to('dropped@example.org')
  expect(arrived.length).toBeGreaterThan(1)
  expect(new Set(arrived.map((mail) => mail.id))).toEqual(new Set([`${id}@localhost`]))
  expect((await rowOf(id)).attempts).toBe(arrived.length)
})

test('a mail server that hangs up before its greeting: one attempt at a time, each noted', async () => {
  await server.stop()
  let calls = 0
  const { port } = new URL(server.url)
  const other = createServer((socket) => {
    calls += 1
    socket.end()
  }).listen(Number(port), '127.0.0.1')
  const id = await queue('greeting@example.org')
  await firstError(id, 'closed')
  expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 1 })
  expect(calls).toBe(1)
  await new Promise((resolve) => other.close(resolve))
  await server.start()
  await becomes(id, { state: 'sent', error: null })
})

test('the mail server is restarted between two messages', async () => {
  const before = await queue('before@example.org')
  await becomes(before, { state: 'sent' })
  await server.stop()
  await server.start()
  const after = await queue('after@example.org')
  await becomes(after, { state: 'sent' })
  expect(server.to('before@example.org')).toHaveLength(1)
  expect(server.to('after@example.org')).toHaveLength(1)
})

test('the database ends every connection while a message is sent: the worker goes on', async () => {
  let cut = 0
  server.onRecipient = async () => {
    if (cut++ > 0) return null
    await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`)
    return null
  }
  const id = await queue('cut@example.org')
  await becomes(id, { state: 'sent' })
  const next = await queue('next@example.org')
  await becomes(next, { state: 'sent' })
  const ids = server.to('cut@example.org').map((mail) => mail.id)
  expect(new Set(ids)).toEqual(new Set([`${id}@localhost`]))
})
