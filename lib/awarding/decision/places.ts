import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { calls, offerConditions, offers, places } from '@/db/schema'
import { MOVED, movesOf } from '@/lib/applying/application/move'
import type { Call } from '@/lib/call/call'
import type { OfferState } from '@/lib/lifecycle/offers'
import { newCode } from './code'
import { type ConditionChoice, newConditions, recordAdded, type Submission } from './give-conditions'
import { resultsJob } from './tell'
import type { TrackKey } from './tracks'

/**
 * Takes a free place for each, the lowest numbers first; returns false and takes none if there are too few. It skips
 * places that others are taking at this moment, so 'too few' is only certain with exclusive use of the track.
 */
export async function takePlaces(tx: Executor, { callId, track }: TrackKey, ids: string[]): Promise<number[] | null> {
  const free = await tx.execute<{ number: number }>(freeOf({ callId, track }, ids.length))
  if (free.length < ids.length) return null
  const numbers = free.map(({ number }) => number)
  await tx.execute(sql`
    update ${places} p set application_id = taken.id
    from unnest(${sql.param(numbers)}::int[], ${sql.param(ids)}::uuid[]) as taken (number, id)
    where p.call_id = ${callId} and p.track = ${track} and p.number = taken.number`)
  return numbers
}

/**
 * Locks free places, the lowest numbers first, without those that others are taking. PostgreSQL would plan a limit that
 * it knows anew each time, which takes longer than the statement itself.
 */
const freeOf = ({ callId, track }: TrackKey, most: number) => sql`
  select number from ${places} where call_id = ${callId} and track = ${track} and application_id is null
  order by number limit (select ${most}::int) for no key update skip locked`

/** How many places of the track are free, including those that others are taking at this moment. */
export async function freePlaces(executor: Executor, { callId, track }: TrackKey): Promise<number> {
  return executor.$count(
    places,
    sql`${places.callId} = ${callId} and ${places.track} = ${track} and ${places.applicationId} is null`,
  )
}

export type Given = {
  by: { id: string | null; role: 'admin' | 'system' }
  data?: Record<string, Record<string, unknown>>
  conditions?: ConditionChoice
  /** The last of each, where the caller has read them. */
  submissions?: Submission[]
}

/**
 * Gives each a place on their track, an offer and its conditions, awards it, and queues what tells the applicants after
 * the release. The caller has locked the applications and their limits, and checked both. Returns false and changes
 * nothing if there are too few places.
 */
export async function givePlaces(tx: Executor, call: Call, track: string, ids: string[], given: Given) {
  if (ids.length === 0) return true
  const { by, conditions = {}, data = {} } = given
  const { keys, rows } = await newConditions(tx, { call, track }, ids, conditions, given.submissions)
  const list = ids.map((id, index) => {
    const its = keys.get(id)!
    const offer = { offer: randomUUID(), code: newCode(), conditions: rows.get(id) }
    return { at: index + 1, id, ...offer, data: { ...data[id], ...(its.length > 0 && { conditions: its }) } }
  })
  const [done] = await tx.execute<{ moved: number }>(sql`
    with free as materialized (select array(${freeOf({ callId: call.id, track }, ids.length)}) as numbers),
    moving as materialized (
      select x.id, x.offer, x.code, x.conditions, f.number, x.data || jsonb_build_object('place', f.number) as data
      from free cross join unnest(free.numbers) with ordinality f(number, at)
      join jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
        x(at int, id uuid, offer uuid, code text, conditions jsonb, data jsonb) on x.at = f.at
      where cardinality(free.numbers) = ${ids.length}),
    held as (
      update ${places} p set application_id = m.id from moving m
      where p.call_id = ${call.id} and p.track = ${track} and p.number = m.number),
    offered as (
      insert into ${offers} (id, application_id, made_by, code, answer_by, call_version)
      select m.offer, m.id, ${by.id}::uuid, m.code, case when k.results_released_at is not null then ${answerBy(call)} end,
        case when k.results_released_at is not null then k.version end
      from moving m cross join ${calls} k where k.id = ${call.id}),
    conditioned as (
      insert into ${offerConditions} (offer_id, text, due)
      select m.offer, c.text, c.due from moving m
      cross join jsonb_to_recordset(m.conditions) c(text text, due timestamptz)),
    ${movesOf('award', by)},
    results as (${resultsJob(call.id)} and exists (select from moving))
    select ${MOVED}, (select count(job) from results)`)
  if (done!.moved === 0) return false
  await recordAdded(tx, by.id, ids, conditions)
  return true
}

/** The deadline of an offer made or released now: the end of the day in the Call's time zone. */
export function answerBy({ definition: { timeZone, decisions } }: Call) {
  return sql`((date_trunc('day', now() at time zone ${timeZone}::text) + (${decisions.answerDays}::int + 1) * interval '1 day'
    - interval '1 second') at time zone ${timeZone}::text)`
}

/** Frees the application's place and ends its offer, unless it has none; returns where the place was. */
export async function freePlace(
  tx: Executor,
  id: string,
  how: Exclude<OfferState, 'made' | 'accepted'>,
  by: string | null,
) {
  const [place] = await tx
    .update(places)
    .set({ applicationId: null })
    .where(eq(places.applicationId, id))
    .returning({ callId: places.callId, track: places.track, number: places.number })
  if (!place) return null
  const answered = how === 'declined' ? { answeredAt: sql`now()`, answeredBy: by } : {}
  await tx
    .update(offers)
    .set({ state: how, endedAt: sql`now()`, ...answered })
    .where(sql`${offers.applicationId} = ${id} and ${offers.state} in ('made', 'accepted')`)
  return place
}
