import { asc, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications, events, places, waitingList } from '@/db/schema'
import { HOLDING } from '@/lib/lifecycle/offers'
import { type Logged, type Replayed, replay } from './replay'
import type { TrackKey } from './tracks'

/** Like `verifyIn`, in one snapshot, whatever happens meanwhile. */
export function verifyPlaces(db: Database, key: TrackKey, quota?: number) {
  return db.transaction((tx) => verifyIn(tx, key, quota), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  })
}

/**
 * Derives the holders of the track's places and its waiting list from the events only, and compares them with the
 * tables; returns the differences in words, and the figures. `quota`: before the first recorded change.
 */
async function verifyIn(executor: Executor, { callId, track }: TrackKey, quota?: number) {
  const log = await executor
    .select({ applicationId: events.applicationId, type: events.type, data: events.data })
    .from(events)
    .where(
      sql`(${events.applicationId} is null and ${events.data} ->> 'call' = ${callId} and ${events.data} ->> 'track' = ${track})
        or exists (select from ${applications} a where a.id = ${events}.application_id and a.call_id = ${callId} and a.track = ${track})`,
    )
    .orderBy(asc(events.id))
  const all = await executor.execute<{ number: number; id: string | null }>(
    sql`select number, application_id as id from ${places} where call_id = ${callId} and track = ${track}`,
  )
  const held = all.flatMap(({ id }) => id ?? [])
  const its = await heldBy(executor, { callId, track })
  const waiting = await executor
    .select({ id: waitingList.applicationId })
    .from(waitingList)
    .where(sql`${waitingList.callId} = ${callId} and ${waitingList.track} = ${track}`)
    .orderBy(asc(waitingList.rank))
  const told = replay(log, quota ?? firstQuota(log) ?? all.length)
  return {
    ...told,
    taken: held.length,
    faults: [
      ...told.faults,
      ...differences(
        told,
        held,
        its,
        waiting.map(({ id }) => id),
        all.length,
      ),
    ],
  }
}

/** Applications of the track whose state holds a place, minus those deferred to a later Call. */
async function heldBy(executor: Executor, { callId, track }: TrackKey): Promise<string[]> {
  const rows = await executor.execute<{ id: string }>(sql`
    select a.id from ${applications} a where a.call_id = ${callId} and a.track = ${track}
      and a.state::text = any(${sql.param([...HOLDING])}::text[])
      and not exists (select from offers o where o.application_id = a.id and o.deferred_to is not null and o.ended_at is null)`)
  return rows.map(({ id }) => id)
}

function firstQuota(log: Logged[]): number | undefined {
  return log.find(({ type }) => type === 'quota-changed')?.data.from as number | undefined
}

function differences(told: Replayed, held: string[], states: string[], waiting: string[], quota: number): string[] {
  const faults: string[] = []
  const own = new Set(states)
  for (const id of told.holding)
    if (!held.includes(id)) faults.push(`${id} holds a place by its events, and none by the table`)
  for (const id of held) if (own.has(id) && !told.holding.has(id)) faults.push(`${id} holds a place without an event`)
  for (const id of states) if (!held.includes(id)) faults.push(`the state of ${id} has no place`)
  if (told.waiting.map(({ id }) => id).join() !== waiting.join())
    faults.push('the waiting list is not in the order of its events')
  if (told.awarded - told.freed !== told.holding.size) faults.push('awarded less freed is not what is taken')
  if (told.quota !== quota) faults.push(`there are ${quota} places, and ${told.quota} by the events`)
  return faults
}
