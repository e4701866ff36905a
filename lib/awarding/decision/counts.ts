import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, places, tracks } from '@/db/schema'
import type { State } from '@/lib/lifecycle/application'

/** The places of a track of a Call: totals that reveal nothing about a single application. */
export type TrackCounts = {
  callId: string
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

/** The tracks of these Calls, by key. For staff; the Call decides what the public page shows. */
export async function trackCounts(executor: Executor, ...callIds: string[]): Promise<TrackCounts[]> {
  const held = (condition: SQL) => sql<number>`(select count(*)::int from ${places} p
    join ${applications} a on a.id = p.application_id
    where p.call_id = ${tracks}.call_id and p.track = ${tracks}.key and ${condition})`
  const those = (state: State) => sql<number>`(select count(*)::int from ${applications} a
    where a.call_id = ${tracks}.call_id and a.track = ${tracks}.key and a.state = ${state})`
  return executor
    .select({
      callId: tracks.callId,
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
    .where(inArray(tracks.callId, callIds))
    .orderBy(tracks.key)
}
