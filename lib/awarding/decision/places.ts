import { eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { offers, places } from '@/db/schema'
import { moveAll } from '@/lib/applying/application/move'
import type { Call } from '@/lib/call/call'
import type { OfferState } from '@/lib/lifecycle/offers'
import { newCode } from './code'
import { type ConditionChoice, giveConditions, recordAdded } from './give-conditions'
import type { TrackKey } from './tracks'

/**
 * Takes a free place for each, the lowest numbers first; returns false and takes none if there are too few. It skips
 * places that others are taking at this moment, so 'too few' is only certain with exclusive use of the track.
 */
export async function takePlaces(tx: Executor, { callId, track }: TrackKey, ids: string[]): Promise<number[] | null> {
  const free = await tx.execute<{ number: number }>(sql`
    select number from ${places} where call_id = ${callId} and track = ${track} and application_id is null
    order by number limit ${ids.length} for no key update skip locked`)
  if (free.length < ids.length) return null
  const numbers = free.map(({ number }) => number)
  await tx.execute(sql`
    update ${places} p set application_id = taken.id
    from unnest(${sql.param(numbers)}::int[], ${sql.param(ids)}::uuid[]) as taken (number, id)
    where p.call_id = ${callId} and p.track = ${track} and p.number = taken.number`)
  return numbers
}

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
}

/**
 * Gives each a place on their track, an offer and its conditions, and awards it. The caller has locked the applications
 * and their limits, and checked both. Returns false and changes nothing if there are too few places.
 */
export async function givePlaces(tx: Executor, call: Call, track: string, ids: string[], given: Given) {
  if (ids.length === 0) return true
  const numbers = await takePlaces(tx, { callId: call.id, track }, ids)
  if (!numbers) return false
  const { by, conditions = {} } = given
  const made = await tx
    .insert(offers)
    .values(
      ids.map((applicationId) => ({
        applicationId,
        madeBy: by.id,
        code: newCode(),
        answerBy: sql`case when (select results_released_at from calls where id = ${call.id}) is null then null
        else ${answerBy(call)} end`,
        // At the release, if that is still to come.
        callVersion: sql`(select version from calls where id = ${call.id} and results_released_at is not null)`,
      })),
    )
    .returning({ id: offers.id, applicationId: offers.applicationId })
  const keys = await giveConditions(tx, { call, track }, made, conditions)
  const data = ids.map((id, at) => {
    const its = keys.get(id)!
    return [id, { ...given.data?.[id], place: numbers[at], ...(its.length > 0 && { conditions: its }) }]
  })
  await moveAll(tx, ids, 'award', by, Object.fromEntries(data))
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
