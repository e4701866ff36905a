import { eq, sql } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { messages } from '@/db/schema'
import { settings } from '@/lib/settings'
import { findMessage, queueMail } from './queries'
import { sendMessage } from './send'

const received: string[] = []
let refuse = false
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (_address, _session, done) => done(refuse ? new Error('mailbox full') : null),
  onData(stream, _session, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      received.push(Buffer.concat(chunks).toString())
      done()
    })
  },
})
let url = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`
})
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

const jobs = async () =>
  (await db.execute<{ id: string }>(sql`select payload->>'id' as id from graphile_worker._private_jobs`)).map(
    (row) => row.id,
  )
const queue = (executor: Parameters<typeof queueMail>[0], to: string) =>
  queueMail(executor, { to, template: 'reset-password', data: { name: 'አማኑኤል', url: '/reset?token=secret' } })

test('a mail is queued if and only if its transaction commits', async () => {
  await expect(
    db.transaction(async (tx) => {
      await queue(tx, 'undone@example.org')
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  expect(await db.select().from(messages).where(eq(messages.recipient, 'undone@example.org'))).toEqual([])
  expect(await jobs()).toEqual([])
  const id = await db.transaction((tx) => queue(tx, 'done@example.org'))
  expect(await jobs()).toEqual([id])
  expect((await findMessage(db, id))?.text).toContain('http://localhost:3000/reset?token=secret')
})

test('sending: Message-ID of the row, text dropped afterwards, once only', async () => {
  const transport = createTransport(url)
  const id = await queue(db, 'reader@example.org')
  const send = () => sendMessage(db, transport, 'Portal <portal@example.org>', { id, last: false })
  await send()
  await send()
  const mine = received.filter((mail) => mail.includes('reader@example.org'))
  expect(mine).toHaveLength(1)
  expect(mine[0]).toContain(`Message-ID: <${id}@example.org>`)
  expect(mine[0]).toContain('Content-Type: multipart/alternative')
  const row = await findMessage(db, id)
  expect(row).toMatchObject({ state: 'sent', attempts: 1, error: null })
  expect(row!.text + row!.html).not.toContain('token')
})

test('a refusal is noted and thrown on, and the last one fails the message', async () => {
  const transport = createTransport(url)
  const id = await queue(db, 'full@example.org')
  refuse = true
  await expect(sendMessage(db, transport, 'p@example.org', { id, last: false })).rejects.toThrow('mailbox full')
  expect(await findMessage(db, id)).toMatchObject({ state: 'queued', attempts: 1 })
  await expect(sendMessage(db, transport, 'p@example.org', { id, last: true })).rejects.toThrow()
  expect(await findMessage(db, id)).toMatchObject({ state: 'failed', attempts: 2 })
  refuse = false
})

test('the worker takes the queue up, sends, and stops', async () => {
  settings().SMTP_URL = url
  const { startWorker } = await import('@/lib/jobs/worker')
  const worker = await startWorker()
  const id = await queue(db, 'worker@example.org')
  await expect.poll(async () => (await findMessage(db, id))?.state, { timeout: 10_000 }).toBe('sent')
  await worker.stop()
})
