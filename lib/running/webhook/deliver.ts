import { sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import * as z from 'zod'
import type { Database, Executor } from '@/db/client'
import { applications, webhookDeliveries, webhooks } from '@/db/schema'
import { unsealed } from '@/lib/people/second-factor/seal'
import { makerReads } from '@/lib/platform/webhook-queue/queue'
import { type Outcome, post } from './post'

const TIMEOUT_MS = 15_000
/** The attempts of each delivery, within about 16 hours. */
export const ATTEMPTS = 12
/** A job makes at most this many deliveries, then makes room for others. */
const AT_ONCE = 200
const PATIENCE_MS = 60_000
/** After this many failures in a row the receiver counts as down, and the rest waits. */
const IN_A_ROW = 3

const job = z.object({ webhook: z.uuid() })

type Waiting = {
  id: string
  url: string
  secret: string
  body: string
  attempts: number
  ended: boolean
  reads: boolean
}

/**
 * Sends a webhook's due deliveries, signed by the Standard Webhooks scheme. Deliveries about one application keep their
 * order: a later one waits until the earlier one has succeeded or been given up. Failed ones are tried again later. The
 * receiver recognises repeats by their `webhook-id`. If a worker is killed at any point, the next job continues, see
 * `sweepWebhooks`.
 */
export async function deliverWebhook(db: Database, payload: unknown, timeoutMs = TIMEOUT_MS): Promise<void> {
  const asked = job.safeParse(payload)
  // A job of an earlier version: the sweep has replaced it.
  if (!asked.success) return
  const { webhook } = asked.data
  const until = Date.now() + PATIENCE_MS
  let failures = 0
  for (let told = 0; told < AT_ONCE && failures < IN_A_ROW && Date.now() < until; told++) {
    await settleInterrupted(db, webhook)
    const next = await takeNext(db, webhook)
    if (!next) break
    const outcome = await send(next, timeoutMs)
    await note(db, next, outcome)
    failures = outcome && !outcome.final ? failures + 1 : 0
  }
  await goOnLater(db, webhook, failures === IN_A_ROW)
}

/** A delivery of the webhook with no earlier one waiting for the same application. */
const isNext = sql`d.state = 'waiting' and not exists (
  select from ${webhookDeliveries} e where e.webhook_id = d.webhook_id and e.application_id = d.application_id
    and e.state = 'waiting' and e.sequence < d.sequence)`

/**
 * The next due delivery, the least tried first; null if none is. It counts the attempt before making it, and plans the
 * next one, so that a killed attempt counts too.
 */
async function takeNext(db: Database, webhook: string): Promise<Waiting | null> {
  const [row] = await db.execute<Waiting>(sql`
    update ${webhookDeliveries} d set attempts = d.attempts + 1, attempted_at = now(),
      next_at = now() + exp(least(10, d.attempts + 1)) * interval '1 second'
    from ${webhooks} w, ${applications} a
    where w.id = d.webhook_id and a.id = d.application_id and d.id = (
      select d.id from ${webhookDeliveries} d where d.webhook_id = ${webhook} and d.next_at <= now() and ${isNext}
      order by d.attempts, d.sequence limit 1 for no key update skip locked)
    returning d.id, w.url, w.secret, d.body, d.attempts, w.ended_at is not null as ended, ${makerReads} as reads`)
  return row ?? null
}

/** Records the result of an attempt. After the last one, or when another is useless, the delivery has failed. */
async function note(db: Database, { id, attempts }: Waiting, outcome: Outcome): Promise<void> {
  const final = outcome !== null && (outcome.final || attempts >= ATTEMPTS)
  const state = outcome === null ? 'delivered' : final ? 'failed' : 'waiting'
  await db.execute(sql`
    update ${webhookDeliveries} set state = ${state}, error = ${outcome?.error ?? null} where id = ${id}`)
}

/**
 * Deliveries whose worker was killed in the last attempt: they, and those behind them, would otherwise wait for ever.
 */
async function settleInterrupted(executor: Executor, webhook: string): Promise<void> {
  await executor.execute(sql`
    update ${webhookDeliveries} set state = 'failed', error = 'The last attempt was interrupted.'
    where webhook_id = ${webhook} and state = 'waiting' and attempts >= ${ATTEMPTS}`)
}

/** Queues the next job, if something waits: when the next delivery is due, and later if the receiver is down. */
async function goOnLater(executor: Executor, webhook: string, down: boolean): Promise<void> {
  await executor.execute(sql`
    select ${keyedJob(sql`greatest(min(d.next_at), now() + ${down ? 60 : 0} * interval '1 second')`)}
    from ${webhookDeliveries} d where d.webhook_id = ${webhook} and ${isNext} group by d.webhook_id`)
}

/** Makes sure that every webhook with waiting deliveries has a job, whatever was killed. Safe to repeat. */
export async function sweepWebhooks(executor: Executor): Promise<void> {
  await executor.execute(sql`
    select ${keyedJob(sql`min(d.next_at)`)} from ${webhookDeliveries} d where ${isNext} group by d.webhook_id`)
}

/** One per webhook, at its latest time. */
const keyedJob = (at: ReturnType<typeof sql>) => sql`graphile_worker.add_job(
  'deliver-webhook', json_build_object('webhook', d.webhook_id), queue_name := 'webhook:' || d.webhook_id::text,
  run_at := ${at}, job_key := 'webhook-later:' || d.webhook_id::text)`

async function send({ id, url, secret, body, ended, reads }: Waiting, timeoutMs: number): Promise<Outcome> {
  if (ended) return { error: 'The webhook has ended.', final: true }
  if (!reads) return { error: 'The person who made the webhook may no longer read this application.', final: true }
  const opened = await unsealed('webhook', secret)
  if (typeof opened?.secret !== 'string')
    return {
      error: 'The secret of the webhook was encrypted with another NEXTAUTH_SECRET. Add the webhook again.',
      final: true,
    }
  const now = new Date()
  const messageId = `msg_${id}`
  const headers = {
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(opened.secret).sign(messageId, now, body),
  }
  return post(url, body, headers, timeoutMs)
}
