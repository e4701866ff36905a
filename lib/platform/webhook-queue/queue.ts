import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, calls, conflicts, roles, webhookDeliveries, webhooks } from '@/db/schema'
import { STATES, type State, shownToApplicant } from '@/lib/lifecycle/application'

/**
 * Whether the owner of the webhook `w` may read the application `a` as an admin now: the webhook receives nothing else.
 * The same rule as `readableAsStaff`.
 */
export const makerReads = sql`(
  a.submitted_at is not null and a.state <> 'draft' and a.person_id <> w.created_by
  and exists (
    select from ${roles} r where r.person_id = w.created_by and r.role = 'admin' and r.ended_at is null
      and (r.call_id is null or r.call_id = a.call_id))
  and not exists (select from ${conflicts} c where c.application_id = a.id and c.person_id = w.created_by))`

/**
 * The job that sends a webhook everything due, in order; jobs of one webhook never run at once. It has no key, because
 * transactions that share one would have to wait for each other.
 */
export const deliveryJob = (webhook: SQL) => sql`graphile_worker.add_job(
  'deliver-webhook', json_build_object('webhook', ${webhook}), queue_name := 'webhook:' || ${webhook})`

/** What applicants see of each state, before and after the release: `shownToApplicant` as a table. */
const shownIn = (resultsReleasedAt: Date | null) =>
  Object.fromEntries(STATES.map((state) => [state, shownToApplicant({ state, resultsReleasedAt })]))
const SHOWN = { true: shownIn(new Date()), false: shownIn(null) }
const shown = (state: SQL, released: SQL) =>
  sql`${JSON.stringify(SHOWN)}::jsonb -> (${released})::text ->> ${state}::text`

/**
 * Queues the messages to webhooks about this application, which has just changed state, in the same transaction.
 */
export async function queueWebhook(tx: Executor, moved: { id: string; from: State }, to: State): Promise<void> {
  await tx.execute(sql`
    with moved as (select ${moved.id}::uuid as id, ${moved.from}::text as "from"), ${messagesAbout(to)}
    select count(job) from deliveries`)
}

/**
 * The parts of a statement that queue the messages to webhooks about the applications of its part `moved` (id, from),
 * which this statement changes to a state. Its last part reads `deliveries`, which starts the jobs. A webhook for
 * internal decisions gets every state; any other gets what the applicant sees, if that changed, so that it learns no
 * result before the release.
 */
export function messagesAbout(to: State): SQL {
  const released = sql`k.results_released_at is not null`
  return messages(
    sql`${webhooks} w
      cross join moved m
      join ${applications} a on a.id = m.id
      join ${calls} k on k.id = a.call_id
      cross join lateral (select
        case when w.internal then ${to} when ${released} then ${SHOWN.true[to]} else ${SHOWN.false[to]} end as state,
        case when w.internal then m."from"::text else ${shown(sql`m."from"`, released)} end as before) told`,
  )
}

/** Queues the results of a Call for the webhooks that do not have them yet, in the transaction that releases them. */
export async function queueReleased(tx: Executor, callId: string): Promise<void> {
  const hidden = sql`${sql.param(STATES.filter((state) => shownIn(null)[state] !== shownIn(new Date())[state]))}::text[]`
  // A withdrawal at this moment happens either before it or after it.
  await tx.execute(sql`
    select id from ${applications} a where a.call_id = ${callId} and a.state::text = any(${hidden})
      and exists (select from ${webhooks} w where w.ended_at is null and not w.internal) order by id for share`)
  const due = messages(
    sql`${webhooks} w
      join ${applications} a on a.call_id = ${callId} and not w.internal
      join ${calls} k on k.id = a.call_id
      cross join lateral (select
        ${shown(sql`a.state`, sql`true`)} as state, ${shown(sql`a.state`, sql`false`)} as before) told`,
  )
  await tx.execute(sql`with ${due} select count(job) from deliveries`)
}

/**
 * `from`: the webhooks `w` with applications `a`, their Calls `k` and `told`, the state to send. A message holds the
 * number, the state, the time and its place in the order, and no personal data. The place is the clock in microseconds:
 * gaps in a common count would reveal how many messages others get. Messages of one moment follow the order of their
 * ids, because the order of rows would reveal which changed last.
 */
function messages(from: SQL): SQL {
  return sql`
    due as materialized (
      select w.id as webhook, a.id as application, a.number, k.slug, told.state
      from ${from}
      where w.ended_at is null and (w.call_id is null or w.call_id = a.call_id) and told.state = any(w.states)
        and told.state <> told.before and a.number is not null and ${makerReads}),
    queued as (
      insert into ${webhookDeliveries} (webhook_id, application_id, body)
      select webhook, application, json_build_object(
        'type', 'application.' || state,
        'timestamp', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'sequence', (extract(epoch from clock_timestamp()) * 1000000)::bigint,
        'data', json_build_object('number', number, 'call', slug, 'state', state))::text
      from due order by application, webhook returning webhook_id),
    deliveries as (
      select ${deliveryJob(sql`webhook_id::text`)} as job from (select distinct webhook_id from queued) of_each)`
}
