import { eq, sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { db } from '@/db/client'
import { roles, webhookDeliveries, webhooks } from '@/db/schema'
import { move, moveAll } from '@/lib/applying/application/move'
import { findApplication } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { startWorker } from '@/lib/running/worker/worker'
import { settings } from '@/lib/shared/settings'
import { passTime } from '@/lib/tools/testing/queue'
import { aStaffMember, aSubmitted, conflictOf } from '@/lib/tools/testing/staff'
import { WebServer } from '@/lib/tools/testing/web-server'
import { ATTEMPTS, deliverWebhook } from './deliver'
import { addWebhook, deliverAgain, endWebhook } from './manage'
import { post } from './post'
import { listDeliveries, listWebhooks } from './queries'

let call: Call
let admin: Person
const server = new WebServer()

beforeAll(async () => {
  await publishCall(db, inventedCall)
  call = (await findCall(db, '2021'))!
  admin = await aStaffMember([{ role: 'admin', callId: null }])
  await server.start()
})
beforeEach(async () => {
  await db.delete(webhooks)
  await db.execute(sql`delete from graphile_worker._private_jobs`)
  server.received.length = 0
  server.answer = () => 200
  server.headers = {}
})
afterAll(() => server.stop())

const TOLD: State[] = ['submitted', 'eligible', 'ineligible', 'under-review']
const add = (by = admin, change: Partial<Parameters<typeof addWebhook>[2]> = {}) =>
  addWebhook(db, by, { url: server.url, call: '', states: TOLD, ...change })

/** Finds the application eligible, as an officer does. */
async function findEligible(id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const application = (await findApplication(tx, id, true))!
    await move(tx, application, 'find-eligible', { by: { id: admin.id, role: 'officer' } })
  })
}

const waiting = () => db.select().from(webhookDeliveries).orderBy(webhookDeliveries.createdAt)
const jobs = async () =>
  (
    await db.execute<{ n: number }>(
      sql`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'deliver-webhook'`,
    )
  )[0]!.n
/** Delivers everything that waits, without waiting for retry times. */
async function tell(webhook: string): Promise<void> {
  await db.update(webhookDeliveries).set({ nextAt: new Date(0) })
  await deliverWebhook(db, { webhook }, 300)
}

test('a form sent again makes no second webhook; a different choice does, and so does the same after the first has ended', async () => {
  await add()
  await expect(add()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('already') })
  await add(admin, { states: ['submitted'] })
  expect(await db.$count(webhooks)).toBe(2)
  await db.update(webhooks).set({ endedAt: new Date() })
  await add()
})

test('each change queues one delivery in its transaction, without personal data', async () => {
  await add()
  const { id, number, applicant } = await aSubmitted(call)
  await findEligible(id)
  const bodies = (await waiting()).map(({ body }) => JSON.parse(body))
  expect(bodies).toEqual(
    ['submitted', 'eligible'].map((state) => ({
      type: `application.${state}`,
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      sequence: expect.any(Number),
      data: { number, call: '2021', state },
    })),
  )
  expect(JSON.stringify(bodies)).not.toContain(applicant.name)
  // One per change, and one that created the webhook's queue.
  expect(await jobs()).toBe(3)
  await db
    .transaction(async (tx) => {
      const application = (await findApplication(tx, id, true))!
      await move(tx, application, 'find-ineligible', { by: { id: admin.id, role: 'officer' } })
      throw new Error('undone')
    })
    .catch(() => {})
  expect(await waiting()).toHaveLength(2)
  const other = await aSubmitted(call, { state: 'eligible' })
  await db.transaction((tx) => moveAll(tx, [id, other.id], 'start-review', { id: admin.id, role: 'chief' }))
  const last = (await waiting()).slice(3).map(({ body }) => JSON.parse(body).data)
  expect(last.map(({ number }) => number).sort()).toEqual([number, other.number].sort())
  expect(last.map(({ state }) => state)).toEqual(['under-review', 'under-review'])
})

test('a webhook receives its states and Call, and only what its maker may read', async () => {
  const apart = await aStaffMember([{ role: 'admin', callId: null }])
  const ended = await aStaffMember([{ role: 'admin', callId: null }])
  await add(admin, { states: ['eligible'] })
  await add(admin, { call: inventedCall.slug })
  await add(apart)
  await add(ended)
  await db.update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, ended.id))
  const { id } = await aSubmitted(call)
  await conflictOf(apart, id)
  await findEligible(id)
  const makers = await db
    .select({ by: webhooks.createdBy, body: webhookDeliveries.body })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
  expect(makers.map(({ by, body }) => [by, JSON.parse(body).data.state]).sort()).toEqual(
    [
      [admin.id, 'eligible'],
      [apart.id, 'submitted'],
    ].sort(),
  )
  // A waiting delivery is dropped once its maker must keep away, and hidden from them.
  const [theirs] = (await waiting()).filter(({ body }) => body.includes('submitted'))
  await tell(theirs!.webhookId)
  expect(server.received).toEqual([])
  const hook = theirs!.webhookId
  expect(await listDeliveries(db, apart, hook, null, 10)).toEqual([])
  expect(await listDeliveries(db, admin, hook, null, 10)).toHaveLength(1)
  await expect(deliverAgain(db, apart, theirs!.id)).rejects.toMatchObject({ code: 'not-found' })
})

test('each delivery is signed by the Standard Webhooks scheme', async () => {
  const secret = await add()
  await aSubmitted(call)
  const [delivery] = await waiting()
  await tell(delivery!.webhookId)
  const { headers, body } = server.received[0]!
  expect(headers['webhook-id']).toBe(`msg_${delivery!.id}`)
  expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(delivery!.body))
  expect(() => new Webhook(secret).verify(body.replace('submitted', 'enrolled'), headers)).toThrow()
  expect(() => new Webhook(`whsec_${Buffer.from('another').toString('base64')}`).verify(body, headers)).toThrow()
  expect((await waiting())[0]).toMatchObject({ state: 'delivered', attempts: 1, error: null })
  expect(JSON.stringify(await db.select().from(webhooks))).not.toContain(secret.slice(6))
  await tell(delivery!.webhookId)
  expect(server.received).toHaveLength(1)
})

test('a system that is down, slow, broken, redirects and then works gets the delivery in the end, under one id', async () => {
  await add()
  await aSubmitted(call)
  const { id, webhookId } = (await waiting())[0]!
  const errorOf = async () => {
    await tell(webhookId)
    return (await waiting())[0]!.error
  }
  await server.stop()
  expect(await errorOf()).toBe('The portal could not reach the receiver (ECONNREFUSED).')
  await server.start()
  server.answer = () => null
  expect(await errorOf()).toBe('No answer within 0.3 seconds.')
  server.answer = () => 500
  expect(await errorOf()).toBe('The receiver answered 500.')
  server.answer = () => 307
  server.headers = { location: server.url }
  expect(await errorOf()).toContain('redirect')
  server.answer = () => 204
  await tell(webhookId)
  expect((await waiting())[0]).toMatchObject({ state: 'delivered', attempts: 5, error: null })
  expect(server.received).toHaveLength(4)
  expect(new Set(server.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([`msg_${id}`]))
})

test('after the last attempt, or when the system wants no more, a delivery fails until an admin sends it again', async () => {
  await add()
  await aSubmitted(call)
  const [{ id, webhookId }] = (await waiting()) as [typeof webhookDeliveries.$inferSelect]
  server.answer = () => 500
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) await tell(webhookId)
  expect((await waiting())[0]).toMatchObject({ state: 'waiting', attempts: ATTEMPTS - 1 })
  await tell(webhookId)
  expect((await waiting())[0]).toMatchObject({
    state: 'failed',
    attempts: ATTEMPTS,
    error: 'The receiver answered 500.',
  })
  await deliverAgain(db, admin, id)
  expect((await waiting())[0]).toMatchObject({ state: 'waiting', error: null })
  server.answer = () => 410
  await tell(webhookId)
  expect((await waiting())[0]).toMatchObject({ state: 'failed' })
  await deliverAgain(db, admin, id)
  await endWebhook(db, admin, webhookId)
  await tell(webhookId)
  expect(server.received).toHaveLength(ATTEMPTS + 1)
  await expect(deliverAgain(db, admin, id)).rejects.toMatchObject({ code: 'conflict' })
  expect(await listWebhooks(db)).toEqual([])
})

test('the queue delivers, and tries again by itself', async () => {
  await add()
  let refused = 2
  server.answer = () => (refused-- > 0 ? 503 : 200)
  const worker = await startWorker()
  try {
    await aSubmitted(call)
    await expect
      .poll(async () => {
        await db.update(webhookDeliveries).set({ nextAt: new Date(0) })
        await passTime()
        return (await waiting())[0]!.state
      })
      .toBe('delivered')
    expect(server.received).toHaveLength(3)
  } finally {
    await worker.stop()
  }
})

test('outside of a demonstration no name reaches an internal address', async () => {
  settings().DEMO = false
  try {
    const tried = (url: string) => post(url, '{}', {}, 2000)
    const port = new URL(server.url).port
    expect(await tried(server.url)).toMatchObject({ final: true })
    for (const host of [
      'localhost',
      '127.0.0.1',
      '127.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '10.0.0.1',
      '169.254.169.254',
      '0.0.0.0',
    ])
      expect(await tried(`https://${host}:${port}/`), host).toEqual({
        error: 'This address is not public.',
        final: false,
      })
    for (const url of ['file:///etc/passwd', 'ftp://example.org', 'javascript:1', 'https://a:b@example.org', ''])
      expect(await tried(url), url).toMatchObject({ final: true })
    expect(server.received).toEqual([])
  } finally {
    settings().DEMO = true
  }
  expect(await post('https://10.0.0.1/', '{}', {}, 2000)).toMatchObject({ error: 'This address is not public.' })
})

test('only an admin of all Calls manages webhooks', async () => {
  await add()
  const { id } = (await listWebhooks(db))[0]!
  const others = [
    await aStaffMember([{ role: 'admin', callId: call.id }]),
    await aStaffMember([{ role: 'chief', callId: null }]),
  ]
  for (const person of others) {
    await expect(add(person)).rejects.toMatchObject({ code: 'not-found' })
    await expect(endWebhook(db, person, id)).rejects.toMatchObject({ code: 'not-found' })
  }
})
