import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, calls, conflicts, roles, webhookDeliveries, webhooks } from '@/db/schema'
import type { State } from '@/lib/application/states'

/**
 * Whether whoever made the webhook `w` may read the application `a` as an admin now: a webhook is told of nothing else.
 * The rule is that of `readableAsStaff`.
 */
export const makerReads = sql`(
  a.submitted_at is not null and a.state <> 'draft' and a.person_id <> w.created_by
  and exists (
    select from ${roles} r where r.person_id = w.created_by and r.role = 'admin' and r.ended_at is null
      and (r.call_id is null or r.call_id = a.call_id))
  and not exists (select from ${conflicts} c where c.application_id = a.id and c.person_id = w.created_by))`

/** The job that tells it; one a delivery, so that a new one takes the place of one that waits. */
export const deliveryJob = (id: SQL) => sql`graphile_worker.add_job(
  'deliver-webhook', json_build_object('id', ${id}), max_attempts := 12, job_key := 'webhook:' || ${id})`

/**
 * Queues what webhooks are told of these applications, which have just come into this state, in the transaction in which
 * they did. It holds the number, the state and the time, and nothing of a person.
 */
export async function queueWebhooks(tx: Executor, ids: string[], state: State): Promise<void> {
  if (ids.length === 0) return
  await tx.execute(sql`
    with queued as (
      insert into ${webhookDeliveries} (webhook_id, application_id, body)
      select w.id, a.id, json_build_object(
        'type', ${`application.${state}`}::text,
        'timestamp', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'data', json_build_object('number', a.number, 'call', k.slug, 'state', ${state}::text))::text
      from ${webhooks} w
      join ${applications} a on a.id = any(${sql.param(ids)}::uuid[]) and (w.call_id is null or w.call_id = a.call_id)
      join ${calls} k on k.id = a.call_id
      where w.ended_at is null and ${state}::text = any(w.states) and a.number is not null and ${makerReads}
      returning id)
    select ${deliveryJob(sql`id::text`)} from queued`)
}
