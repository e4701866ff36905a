import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { messages } from '@/db/schema'
import { settings } from '@/lib/shared/settings'
import { MailServer, refusal } from '@/lib/tools/testing/mail-server'
import { failInterrupted, findMessage, queueMail } from './queries'
import { sendMessage } from './send'
import { smtpTransport } from './transport'

const server = new MailServer()
beforeAll(() => server.start())
afterAll(() => server.stop())

const jobs = async () =>
  (await db.execute<{ id: string }>(sql`select payload->>'id' as id from graphile_worker._private_jobs`)).map(
    (row) => row.id,
  )
const queue = (executor: Parameters<typeof queueMail>[0], to: string) =>
  queueMail(executor, { to, template: 'reset-password', data: { name: 'አማኑኤል', url: '/reset?token=secret' } })
const send = (id: string, last = false) =>
  sendMessage(db, smtpTransport(server.url), 'Portal <portal@example.org>', { id, last })
const rowOf = async (id: string) => (await db.select().from(messages).where(eq(messages.id, id)))[0]!

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

test('a personal link is nowhere in the database: encrypted while it waits, removed once it is sent', async () => {
  const id = await queue(db, 'sealed@example.org')
  const waiting = await rowOf(id)
  expect(waiting.sealed).toBe(true)
  expect(JSON.stringify(waiting)).not.toMatch(/token|secret/)
  await send(id)
  expect(server.to('sealed@example.org')[0]!.raw).toContain('http://localhost:3000/reset?token=3Dsecret')
  const sent = await rowOf(id)
  expect(sent).toMatchObject({ state: 'sent', sealed: false })
  expect(JSON.stringify(sent)).not.toMatch(/token|secret/)
  expect((await findMessage(db, id))!.text).toContain('was removed after sending')
})

test('a mail without a personal link is kept as it is', async () => {
  const data = { name: 'A', tokensEnded: 0, forgotUrl: '/forgot' }
  const id = await queueMail(db, { to: 'open@example.org', template: 'password-changed', data })
  await send(id)
  expect(await rowOf(id)).toMatchObject({ sealed: false, text: expect.stringContaining('/forgot') })
})

test('a mail with a link sealed by another secret fails with the reason, and shows no text', async () => {
  const id = await queue(db, 'moved@example.org')
  const before = settings().NEXTAUTH_SECRET
  settings().NEXTAUTH_SECRET = 'another-secret-another-secret-another'
  await send(id)
  settings().NEXTAUTH_SECRET = before
  expect(await rowOf(id)).toMatchObject({ state: 'failed', error: expect.stringContaining('another NEXTAUTH_SECRET') })
  expect(server.to('moved@example.org')).toEqual([])
})

test('a message leaves once, under the Message-ID of its row', async () => {
  const id = await queue(db, 'reader@example.org')
  await send(id)
  await send(id)
  const [mail, ...more] = server.to('reader@example.org')
  expect(more).toEqual([])
  expect(mail!.id).toBe(`${id}@example.org`)
  expect(mail!.raw).toContain('Content-Type: multipart/alternative')
  expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 1, error: null })
})

test('a temporary refusal is noted and thrown on, and the last one fails the message', async () => {
  const id = await queue(db, 'full@example.org')
  server.onRecipient = () => refusal(452, 'mailbox full')
  await expect(send(id)).rejects.toThrow('mailbox full')
  expect(await rowOf(id)).toMatchObject({
    state: 'queued',
    attempts: 1,
    error: expect.stringContaining('mailbox full'),
  })
  await send(id, true)
  expect(await rowOf(id)).toMatchObject({ state: 'failed', attempts: 2, attemptedAt: expect.any(Date) })
  server.onRecipient = () => null
})

test('an address that no server would take fails at once', async () => {
  const id = await queue(db, 'no address')
  await send(id)
  expect(await rowOf(id)).toMatchObject({ state: 'failed', attempts: 1 })
})

test('of two workers that send one message at once, one does, and the other looks again later', async () => {
  const id = await queue(db, 'twice@example.org')
  let answer = (_: null) => {}
  const asked = new Promise<void>((resolve) => {
    server.onMessage = () => {
      resolve()
      return new Promise((done) => {
        answer = done
      })
    }
  })
  const first = send(id)
  await asked
  await send(id)
  await send(id)
  server.onMessage = () => null
  answer(null)
  await first
  expect(server.to('twice@example.org')).toHaveLength(1)
  expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 1 })
  expect((await jobs()).filter((job) => job === id)).toHaveLength(1)
})

test('a queued message whose job is used up or gone is shown as failed; one that waits is left alone', async () => {
  const [usedUp, gone, waiting] = [await queue(db, 'a@x.org'), await queue(db, 'b@x.org'), await queue(db, 'c@x.org')]
  await db.execute(
    sql`update graphile_worker._private_jobs set attempts = max_attempts where payload->>'id' = ${usedUp}`,
  )
  await db.execute(sql`delete from graphile_worker._private_jobs where payload->>'id' = ${gone}`)
  await failInterrupted(db)
  expect(await rowOf(usedUp)).toMatchObject({ state: 'failed', error: expect.stringContaining('interrupted') })
  expect(await rowOf(gone)).toMatchObject({ state: 'failed' })
  expect(await rowOf(waiting)).toMatchObject({ state: 'queued' })
})
