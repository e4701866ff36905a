import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, places, tracks } from '@/db/schema'
import type { State } from '@/lib/lifecycle/application'
import { HOLDING } from '@/lib/lifecycle/offers'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'
import { DECIDABLE } from './candidates'

/** The places of each track of a Call: totals that reveal nothing about a single application. */
export type TrackCounts = {
  track: string
  quota: number
  taken: number
  offered: number
  accepted: number
  enrolled: number
  /** Places taken by applications deferred from an earlier Call. */
  deferred: number
  waiting: number
  undecided: number
}

/** By track key. For staff; the Call decides what the public page shows. */
export async function trackCounts(executor: Executor, callId: string): Promise<TrackCounts[]> {
  const held = (condition: SQL) => sql<number>`(select count(*)::int from ${places} p
    join ${applications} a on a.id = p.application_id
    where p.call_id = ${tracks}.call_id and p.track = ${tracks}.key and ${condition})`
  const those = (state: State) => sql<number>`(select count(*)::int from ${applications} a
    where a.call_id = ${tracks}.call_id and a.track = ${tracks}.key and a.state = ${state})`
  return executor
    .select({
      track: tracks.key,
      quota: tracks.quota,
      taken: held(sql`true`),
      offered: held(sql`a.state = 'awarded'`),
      accepted: held(sql`a.state = 'accepted'`),
      enrolled: held(sql`a.state = 'enrolled'`),
      deferred: held(sql`a.call_id <> p.call_id`),
      waiting: those('waiting-list'),
      undecided: those('nominated'),
    })
    .from(tracks)
    .where(eq(tracks.callId, callId))
    .orderBy(tracks.key)
}

export type Dimension = 'institution' | 'country' | 'gender'
export type GroupCounts = { value: string | null; all: number; holding: number; accepted: number; waiting: number }

/** How many nominated or decided applications, of those that the person reads, have each value. */
export async function groupCounts(
  executor: Executor,
  person: Person,
  callId: string,
  dimension: Dimension,
  track?: string,
): Promise<GroupCounts[]> {
  const column = applications[dimension]
  const those = (states: readonly State[]) =>
    sql<number>`(count(*) filter (where ${inArray(applications.state, [...states])}))::int`
  return executor
    .select({
      value: column,
      all: sql<number>`count(*)::int`,
      holding: those(HOLDING),
      accepted: those(['accepted', 'enrolled']),
      waiting: those(['waiting-list']),
    })
    .from(applications)
    .where(
      and(
        eq(applications.callId, callId),
        track === undefined ? undefined : eq(applications.track, track),
        inArray(applications.state, [...DECIDABLE]),
        readableAsStaff(person),
      ),
    )
    .groupBy(column)
    .orderBy(sql`count(*) desc`, column)
}
