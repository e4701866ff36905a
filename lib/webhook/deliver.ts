import { eq, sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import * as z from 'zod'
import type { Database } from '@/db/client'
import { applications, webhookDeliveries, webhooks } from '@/db/schema'
import { unsealed } from '@/lib/second-factor/seal'
import { type Outcome, post } from './post'
import { makerReads } from './queue'

const TIMEOUT_MS = 15_000
const job = z.object({ id: z.uuid() })

type Waiting = { id: string; url: string; secret: string; body: string; ended: boolean; reads: boolean }

/**
 * Tells a webhook what waits for it, signed as the Standard Webhooks scheme has it. What went wrong is noted and thrown,
 * for the queue to try again later; after the `last` attempt, or where it is of no use, the delivery is failed. Whoever
 * receives one twice knows it by its `webhook-id`.
 */
export async function deliverWebhook(
  db: Database,
  payload: unknown,
  { last, timeoutMs = TIMEOUT_MS }: { last: boolean; timeoutMs?: number },
): Promise<void> {
  const { id } = job.parse(payload)
  const waiting = await noteAttempt(db, id)
  if (!waiting) return
  const outcome = await send(waiting, timeoutMs)
  const final = outcome !== null && (last || outcome.final)
  await db
    .update(webhookDeliveries)
    .set({ state: outcome === null ? 'delivered' : final ? 'failed' : 'waiting', error: outcome?.error ?? null })
    .where(eq(webhookDeliveries.id, id))
  if (outcome && !final) throw new Error(`A webhook was not told: ${outcome.error}`)
}

/** Counts the attempt before it is made, so that one that dies counts too; null if nothing waits. */
async function noteAttempt(db: Database, id: string): Promise<Waiting | null> {
  const [row] = await db.execute<Waiting>(sql`
    update ${webhookDeliveries} d set attempts = d.attempts + 1, attempted_at = now()
    from ${webhooks} w, ${applications} a
    where d.id = ${id} and d.state = 'waiting' and w.id = d.webhook_id and a.id = d.application_id
    returning d.id, w.url, w.secret, d.body, w.ended_at is not null as ended, ${makerReads} as reads`)
  return row ?? null
}

async function send({ id, url, secret, body, ended, reads }: Waiting, timeoutMs: number): Promise<Outcome> {
  if (ended) return { error: 'The webhook was ended.', final: true }
  if (!reads) return { error: 'Whoever made the webhook may not read this application now.', final: true }
  const opened = await unsealed('webhook', secret)
  if (typeof opened?.secret !== 'string')
    return { error: 'Its secret was encrypted with another NEXTAUTH_SECRET. Add it anew.', final: true }
  const now = new Date()
  const messageId = `msg_${id}`
  const headers = {
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(opened.secret).sign(messageId, now, body),
  }
  return post(url, body, headers, timeoutMs)
}
