import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, subQuotas, tracks } from '@/db/schema'
import type { TrackKey } from './tracks'

/** A limit within the places at present, and which of the given applications it counts. */
export type Limit = {
  id: string
  label: string
  hard: boolean
  track: string | null
  most: number | null
  least: number | null
  taken: number
  outside: number
  /** All places of its track, or of all tracks. */
  places: number
  counts: string[]
}

/**
 * Locks, by id, the limits of a Call that would count one more place for any of these, among the places of these
 * tracks.
 */
export async function lockLimits(tx: Executor, callId: string, trackKeys: string[], ids: string[]): Promise<Limit[]> {
  return [...(await tx.execute<Limit>(limitsLocked(callId, trackKeys, ids)))]
}

/** The statement of `lockLimits`. */
export const limitsLocked = (callId: string, trackKeys: string[], ids: string[]): SQL =>
  sql`${bearing(callId, trackKeys, ids)} for no key update of q`

/** The same limits at present, for display. */
export async function limitsOn(executor: Executor, callId: string, trackKeys: string[], ids: string[]) {
  return [...(await executor.execute<Limit>(bearing(callId, trackKeys, ids)))]
}

const bearing = (callId: string, trackKeys: string[], ids: string[]) => sql`
    select q.id, q.label, q.hard, q.track, q.most, q.least, q.taken, q.outside, ${allPlaces} as places,
      array(select a.id from ${applications} a where a.id = any(${sql.param(ids)}::uuid[])
        and (q.track is null or a.track = q.track) and sub_quota_counts(q, a)) as counts
    from ${subQuotas} q
    where q.call_id = ${callId} and (q.track is null or q.track = any(${sql.param(trackKeys)}::text[]))
      and (q.least is not null or exists (select from ${applications} a
        where a.id = any(${sql.param(ids)}::uuid[]) and sub_quota_counts(q, a)))
    order by q.id`

/** `q`: the limit of the outer query. */
const allPlaces: SQL = sql`(select sum(t.quota)::int from ${tracks} t
  where t.call_id = q.call_id and (q.track is null or t.key = q.track))`

/** Every limit of a Call at present, for display; `counts` stays empty. */
export async function limitsOf(executor: Executor, callId: string): Promise<Limit[]> {
  const rows = await executor.execute<Limit>(sql`
    select q.id, q.label, q.hard, q.track, q.most, q.least, q.taken, q.outside, ${allPlaces} as places,
      '{}'::uuid[] as counts
    from ${subQuotas} q where q.call_id = ${callId} order by q.track nulls first, q.label, q.id`)
  return [...rows]
}

/** A hard limit with the group that it counts, at present. */
export type Standing = Omit<Limit, 'id' | 'counts' | 'hard'> & {
  institution: string | null
  countries: string[] | null
  genders: string[] | null
}

/** The hard limits that count places of the track, including those of all tracks together. */
export async function hardLimits(executor: Executor, { callId, track }: TrackKey): Promise<Standing[]> {
  const rows = await executor.execute<Standing>(sql`
    select q.label, q.track, q.most, q.least, q.taken, q.outside, ${allPlaces} as places, q.institution, q.countries,
      q.genders
    from ${subQuotas} q where q.call_id = ${callId} and (q.track is null or q.track = ${track}) and q.hard
    order by q.label, q.id`)
  return [...rows]
}

/** A limit with its group, to show and to change. */
export type LimitRow = Standing & { id: string; hard: boolean }

/** Every limit of a Call with its group, at present. The caller checks who asks. */
export async function limitRows(executor: Executor, callId: string): Promise<LimitRow[]> {
  const rows = await executor.execute<LimitRow>(sql`
    select q.id, q.hard, q.label, q.track, q.most, q.least, q.taken, q.outside, ${allPlaces} as places, q.institution,
      q.countries, q.genders
    from ${subQuotas} q where q.call_id = ${callId} order by q.track nulls first, q.label, q.id`)
  return [...rows]
}
