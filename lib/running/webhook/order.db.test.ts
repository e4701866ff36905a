import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { webhookDeliveries, webhooks } from '@/db/schema'
import { move } from '@/lib/applying/application/move'
import { findApplication } from '@/lib/applying/application/queries'
import { answerOffer } from '@/lib/awarding/decision/answer'
import { award } from '@/lib/awarding/decision/award'
import { releaseResults } from '@/lib/awarding/decision/release'
import { notAward, reconsider } from '@/lib/awarding/decision/turn-down'
import { putOnWaitingList } from '@/lib/awarding/decision/waiting'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { startWorker } from '@/lib/running/worker/worker'
import { aDecidedCall, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { passTime, spawnWorker } from '@/lib/tools/testing/queue'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { WebServer } from '@/lib/tools/testing/web-server'
import { ATTEMPTS, deliverWebhook, sweepWebhooks } from './deliver'
import { addWebhook, deliverAgain } from './manage'
import { INTERNAL_STATES, TOLD_STATES } from './rules'
import { addSchema } from './schema'

let admin: Person
const server = new WebServer()

beforeAll(async () => {
  admin = await aStaffMember([{ role: 'admin', callId: null }])
  await server.start()
})
beforeEach(async () => {
  await db.delete(webhooks)
  await db.execute(sql`delete from graphile_worker._private_jobs`)
  server.received.length = 0
  server.answer = () => 200
})
afterAll(() => server.stop())

const add = async (call: Call, internal = false) => {
  await addWebhook(db, admin, { url: server.url, call: call.slug, states: TOLD_STATES, internal })
  const rows = await db.select({ id: webhooks.id }).from(webhooks).orderBy(webhooks.createdAt)
  return rows.at(-1)!.id
}
const all = (webhook?: string) =>
  db
    .select()
    .from(webhookDeliveries)
    .where(webhook ? eq(webhookDeliveries.webhookId, webhook) : undefined)
    .orderBy(webhookDeliveries.sequence)
const dueNow = () => db.update(webhookDeliveries).set({ nextAt: new Date(0) })
const toldOf = async (webhook: string, one: Nominated) =>
  (await all(webhook)).flatMap(({ body, applicationId }) =>
    applicationId === one.id ? [JSON.parse(body).data.state] : [],
  )
const received = () => server.received.map(({ body }) => JSON.parse(body))
const jobsLater = () =>
  db.execute<{ run_at: string }>(
    sql`select run_at from graphile_worker.jobs where key like 'webhook-later:%' and locked_at is null`,
  )

test('webhooks get no result before the release, then all at once; a webhook for internal decisions gets them as they happen', async () => {
  const call = await aDecidedCall(1)
  const decider = await aStaffMember([{ role: 'admin', callId: call.id }])
  const [usual, internal] = [await add(call), await add(call, true)]
  const [first, second, third, gone] = await nominated(call, 4)
  await award(db, decider, call, 'phd', [first.id])
  await reconsider(db, decider, call, 'phd', [first.id])
  await putOnWaitingList(db, decider, call, 'phd', [first.id])
  await award(db, decider, call, 'phd', [second.id])
  await notAward(db, decider, call, 'phd', [third.id, gone.id])
  await withdrawApplication(db, gone.person, gone.id)
  expect((await all(usual)).map(({ body }) => JSON.parse(body).data.state)).toEqual(['withdrawn'])
  await releaseResults(db, decider, call)
  await answerOffer(db, second.person, second.id, 'decline')
  expect(await toldOf(usual, first)).toEqual(['waiting-list', 'awarded'])
  expect(await toldOf(usual, second)).toEqual(['awarded', 'declined'])
  expect(await toldOf(usual, third)).toEqual(['not-awarded'])
  expect(await toldOf(usual, gone)).toEqual(['withdrawn'])
  expect(await toldOf(internal, first)).toEqual(['awarded', 'nominated', 'waiting-list', 'awarded'])
  expect(await toldOf(internal, third)).toEqual(['not-awarded'])
  // An ordinary webhook gets nothing about a nomination.
  expect(JSON.stringify(await all(usual))).not.toContain('nominated')
})

test('neither numbers nor the order at the release reveal anything else', async () => {
  const call = await aDecidedCall(9)
  const [usual, internal] = [await add(call), await add(call, true)]
  const made = await nominated(call, 8)
  // The rows decided last come last.
  for (const { id } of made.toReversed()) await award(db, admin, call, 'phd', [id])
  await releaseResults(db, admin, call)
  const told = await all(usual)
  expect(told.map(({ applicationId }) => applicationId)).toEqual(made.map(({ id }) => id).sort())
  expect(await all(internal)).toHaveLength(8)
  for (const { body } of told) {
    const { sequence, timestamp } = JSON.parse(body)
    expect(Math.abs(sequence / 1000 - Date.parse(timestamp))).toBeLessThan(1000)
  }
})

test('a webhook hears of a nomination as the state that the applicant sees, if that changes', async () => {
  const call = await aDecidedCall(1)
  const [usual, internal] = [await add(call), await add(call, true)]
  const [one] = await nominated(call, 1)
  const step = (name: 'nominate' | 'nominate-again') =>
    db.transaction(async (tx) =>
      move(tx, (await findApplication(tx, one.id, true))!, name, { by: { id: admin.id, role: 'officer' } }),
    )
  await db.execute(sql`update applications set state = 'eligible' where id = ${one.id}`)
  await step('nominate')
  await step('nominate-again')
  await step('nominate')
  expect(await toldOf(usual, one)).toEqual(['under-review'])
  expect(await toldOf(internal, one)).toEqual(['nominated', 'under-review', 'nominated'])
})

test('only a webhook for internal decisions can choose states that applicants never see', () => {
  expect(INTERNAL_STATES).toEqual(['nominated', 'not-nominated'])
  const form = { url: 'https://hook.example/told', call: '', states: ['awarded', 'nominated'] }
  expect(addSchema.safeParse(form).error?.issues).toMatchObject([{ path: ['internal'] }])
  expect(addSchema.parse({ ...form, internal: 'yes' }).internal).toBe(true)
  expect(addSchema.parse({ ...form, states: ['awarded'] }).internal).toBe(false)
})

/** An application with three events, and another with one. */
async function happenings() {
  const call = await aDecidedCall(1)
  const webhook = await add(call, true)
  const [one, other] = await nominated(call, 2)
  const by = { id: admin.id, role: 'admin' as const }
  for (const [id, name] of [
    [one.id, 'not-award'],
    [one.id, 'reconsider'],
    [one.id, 'not-award'],
    [other.id, 'not-award'],
  ] as const)
    await db.transaction(async (tx) => move(tx, (await findApplication(tx, id, true))!, name, { by }))
  return { webhook, one, other }
}

test('deliveries about one application keep their order, however often one fails; others go on meanwhile', async () => {
  const { webhook, one, other } = await happenings()
  let refused = 2
  server.answer = ({ body }) => (body.includes(one.number) && refused-- > 0 ? 500 : 200)
  for (let time = 0; time < 3; time++) {
    await dueNow()
    await deliverWebhook(db, { webhook })
  }
  const states = (number: string) => received().flatMap(({ data }) => (data.number === number ? [data.state] : []))
  expect(states(other.number)).toEqual(['not-awarded'])
  expect(states(one.number)).toEqual(['not-awarded', 'not-awarded', 'not-awarded', 'nominated', 'not-awarded'])
  expect(received().findIndex(({ data }) => data.number === other.number)).toBe(1)
  const sequence = received().flatMap((told) => (told.data.number === one.number ? [told.sequence] : []))
  expect(sequence).toEqual(sequence.toSorted((a, b) => a - b))
  expect((await all()).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered', 'delivered'])
})

test('a failed delivery is tried again later, and those behind it follow once it is given up', async () => {
  const { webhook, one } = await happenings()
  server.answer = ({ body }) => (body.includes(one.number) ? 500 : 200)
  await deliverWebhook(db, { webhook })
  expect(server.received).toHaveLength(2)
  await deliverWebhook(db, { webhook })
  expect(server.received).toHaveLength(2)
  const [job] = await jobsLater()
  expect(new Date(job!.run_at).getTime()).toBeGreaterThan(Date.now())
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    await dueNow()
    await deliverWebhook(db, { webhook })
  }
  const [first, second] = await all()
  expect([first, second]).toMatchObject([{ state: 'failed', attempts: ATTEMPTS }, { attempts: 1 }])
  server.answer = () => 200
  await dueNow()
  await deliverWebhook(db, { webhook })
  expect((await all()).map(({ state }) => state)).toEqual(['failed', 'delivered', 'delivered', 'delivered'])
  await deliverAgain(db, admin, first!.id)
  await deliverWebhook(db, { webhook })
  expect(received().at(-1).sequence).toBe(JSON.parse(first!.body).sequence)
  expect((await all())[0]).toMatchObject({ state: 'delivered', attempts: 1 })
})

test('after three failures the portal leaves a system alone for a while', async () => {
  const call = await aDecidedCall(1)
  const webhook = await add(call, true)
  const many = await nominated(call, 6)
  await notAward(
    db,
    admin,
    call,
    'phd',
    many.map(({ id }) => id),
  )
  server.answer = () => 503
  await deliverWebhook(db, { webhook })
  expect(server.received).toHaveLength(3)
  const [job] = await jobsLater()
  expect(new Date(job!.run_at).getTime()).toBeGreaterThan(Date.now() + 30_000)
  server.answer = () => 200
  await dueNow()
  await deliverWebhook(db, { webhook })
  expect((await all()).map(({ state }) => state)).toEqual(Array(6).fill('delivered'))
})

test('a delivery whose worker was killed in the last attempt fails, and those behind it go out', async () => {
  const { webhook } = await happenings()
  const [first] = await all()
  await db.update(webhookDeliveries).set({ attempts: ATTEMPTS }).where(eq(webhookDeliveries.id, first!.id))
  await db.execute(sql`delete from graphile_worker._private_jobs`)
  await sweepWebhooks(db)
  expect(await jobsLater()).toHaveLength(1)
  await deliverWebhook(db, { webhook })
  expect(await all()).toMatchObject([
    { state: 'failed', error: 'The last attempt was interrupted.' },
    { state: 'delivered' },
    { state: 'delivered' },
    { state: 'delivered' },
  ])
})

test('after a worker was killed during a delivery, another worker continues in order', async () => {
  const { webhook } = await happenings()
  const victim = await spawnWorker({})
  let stall = true
  const asked = new Promise<void>((resolve) => {
    server.answer = () => {
      if (!stall) return 200
      resolve()
      return null
    }
  })
  await db.execute(sql`select pg_notify('jobs:insert', '{"count": 10}')`)
  await asked
  await victim.kill()
  stall = false
  const worker = await startWorker()
  try {
    await expect
      .poll(async () => {
        await dueNow()
        await passTime()
        return (await all(webhook)).map(({ state }) => state)
      })
      .toEqual(['delivered', 'delivered', 'delivered', 'delivered'])
  } finally {
    await worker.stop()
  }
  const firsts = [...new Map(received().map((told) => [told.sequence, told.data.number])).entries()]
  for (const number of new Set(firsts.map(([, one]) => one))) {
    const its = firsts.flatMap(([sequence, one]) => (one === number ? [sequence] : []))
    expect(its).toEqual(its.toSorted((a, b) => a - b))
  }
})
