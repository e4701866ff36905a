import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, calls, people, webhookDeliveries, webhooks } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'
import { isUuid } from '@/lib/shared/uuid'

export type Listed = Awaited<ReturnType<typeof listWebhooks>>[number]

function selectWebhooks(executor: Executor) {
  return executor
    .select({
      id: webhooks.id,
      url: webhooks.url,
      states: webhooks.states,
      internal: webhooks.internal,
      createdAt: webhooks.createdAt,
      by: people.name,
      call: calls.title,
    })
    .from(webhooks)
    .innerJoin(people, eq(people.id, webhooks.createdBy))
    .leftJoin(calls, eq(calls.id, webhooks.callId))
}

/** The active webhooks, newest first. */
export function listWebhooks(executor: Executor) {
  return selectWebhooks(executor).where(isNull(webhooks.endedAt)).orderBy(desc(webhooks.createdAt), desc(webhooks.id))
}

export async function findWebhook(executor: Executor, id: string): Promise<Listed | null> {
  if (!isUuid(id)) return null
  const [row] = await selectWebhooks(executor).where(and(eq(webhooks.id, id), isNull(webhooks.endedAt)))
  return row ?? null
}

function selectDeliveries(executor: Executor) {
  return executor
    .select({
      id: webhookDeliveries.id,
      webhookId: webhookDeliveries.webhookId,
      applicationId: webhookDeliveries.applicationId,
      url: webhooks.url,
      ended: sql<boolean>`${webhooks.endedAt} is not null`,
      number: applications.number,
      body: webhookDeliveries.body,
      state: webhookDeliveries.state,
      attempts: webhookDeliveries.attempts,
      error: webhookDeliveries.error,
      createdAt: webhookDeliveries.createdAt,
      attemptedAt: webhookDeliveries.attemptedAt,
    })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .innerJoin(applications, eq(applications.id, webhookDeliveries.applicationId))
}

export type Delivery = Awaited<ReturnType<typeof listDeliveries>>[number]

/**
 * A webhook's past and planned deliveries about applications that the admin may read; newest first. `before`: the last
 * delivery on the page before.
 */
export function listDeliveries(
  executor: Executor,
  admin: Person,
  webhookId: string,
  before: string | null,
  most: number,
) {
  const { createdAt } = webhookDeliveries
  return selectDeliveries(executor)
    .where(
      and(
        eq(webhookDeliveries.webhookId, webhookId),
        readableAsStaff(admin),
        before && isUuid(before)
          ? sql`(${createdAt}, ${webhookDeliveries.id}) < (select d.created_at, d.id from ${webhookDeliveries} d where d.id = ${before})`
          : undefined,
      ),
    )
    .orderBy(desc(createdAt), desc(webhookDeliveries.id))
    .limit(most)
}

export async function findDelivery(executor: Executor, admin: Person, id: string): Promise<Delivery | null> {
  if (!isUuid(id)) return null
  const [row] = await selectDeliveries(executor).where(and(eq(webhookDeliveries.id, id), readableAsStaff(admin)))
  return row ?? null
}
