import { randomBytes } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { webhookDeliveries, webhooks } from '@/db/schema'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { canRun } from '@/lib/people/permissions'
import { sealed } from '@/lib/people/second-factor/seal'
import { findCall } from '@/lib/platform/call-store/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { deliveryJob } from '@/lib/platform/webhook-queue/queue'
import { PortalError } from '@/lib/shared/errors'
import { findDelivery } from './queries'

const MOST = 20

/**
 * Adds a webhook for one Call, or for all, and records it; returns its secret, which is never shown again. `internal`:
 * it receives decisions as they are made, before applicants know them.
 * @throws PortalError 'not-found' without the right, or for no such Call; 'conflict' if there are too many, or the same
 * one exists.
 */
export async function addWebhook(
  db: Database,
  admin: Person,
  { url, call: slug, states, internal = false }: { url: string; call: string; states: State[]; internal?: boolean },
): Promise<string> {
  requireWebhooks(admin)
  const call = slug ? await findCall(db, slug) : null
  if (slug && !call) throw new PortalError('not-found', 'There is no such Call.')
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const kept = await sealed('webhook', { secret })
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('webhooks', 0))`)
    if ((await tx.$count(webhooks, isNull(webhooks.endedAt))) >= MOST)
      throw new PortalError('conflict', `There are ${MOST} webhooks already. End one first.`)
    await requireNew(tx, admin, { url, states, internal, callId: call?.id ?? null })
    const [made] = await tx
      .insert(webhooks)
      .values({ url, secret: kept, states, internal, callId: call?.id ?? null, createdBy: admin.id })
      .returning({ id: webhooks.id })
    await record(tx, admin, 'webhook-added', { url, states, internal, ...(call ? { call: call.id } : {}) })
    // This job finds nothing to send; it creates the webhook's queue, so that others need not wait for that later.
    await tx.execute(sql`select ${deliveryJob(sql`${made!.id}::text`)}`)
  })
  return secret
}

/** A form sent again after a lost answer makes no second webhook, which would send everything twice. */
async function requireNew(
  tx: Executor,
  admin: Person,
  { url, states, internal, callId }: { url: string; states: State[]; internal: boolean; callId: string | null },
): Promise<void> {
  const same = and(
    isNull(webhooks.endedAt),
    eq(webhooks.createdBy, admin.id),
    eq(webhooks.url, url),
    eq(webhooks.states, states),
    eq(webhooks.internal, internal),
    callId ? eq(webhooks.callId, callId) : isNull(webhooks.callId),
  )
  if ((await tx.$count(webhooks, same)) > 0)
    throw new PortalError(
      'conflict',
      'You have already added this webhook. If you did not see its secret, end the webhook on this page and add it again.',
    )
}

/** Ends a webhook: it receives nothing more. @throws PortalError 'not-found' */
export async function endWebhook(db: Database, admin: Person, id: string): Promise<void> {
  requireWebhooks(admin)
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(webhooks)
      .set({ endedAt: sql`now()` })
      .where(and(eq(webhooks.id, id), isNull(webhooks.endedAt)))
      .returning({ url: webhooks.url })
    if (!row) throw nothing()
    await record(tx, admin, 'webhook-ended', { url: row.url })
  })
}

/** Sends a delivery again, whatever its result; returns its webhook. @throws PortalError 'not-found', 'conflict' */
export async function deliverAgain(db: Database, admin: Person, id: string): Promise<string> {
  requireWebhooks(admin)
  return db.transaction(async (tx) => {
    const delivery = await findDelivery(tx, admin, id)
    if (!delivery) throw nothing()
    if (delivery.ended) throw new PortalError('conflict', 'This webhook has ended.')
    const anew = { state: 'waiting' as const, error: null, attempts: 0, nextAt: sql`now()` }
    await tx.update(webhookDeliveries).set(anew).where(eq(webhookDeliveries.id, id))
    await tx.execute(sql`select ${deliveryJob(sql`${delivery.webhookId}::text`)}`)
    await recordEvent(tx, {
      applicationId: delivery.applicationId,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'webhook-again',
      data: { url: delivery.url },
    })
    return delivery.webhookId
  })
}

function requireWebhooks(actor: Person) {
  if (!canRun(actor, 'webhooks')) throw nothing()
}

const nothing = () => new PortalError('not-found', 'There is no such webhook, or it is not for you.')

const record = (tx: Executor, admin: Person, type: string, data: Record<string, unknown>) =>
  recordEvent(tx, { applicationId: null, actorId: admin.id, actorRole: 'admin', type, data })
