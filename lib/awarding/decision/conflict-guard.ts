import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, calls, people, places, roles, subQuotas } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { keptAway } from '@/lib/selecting/nomination/queries'
import { PortalError } from '@/lib/shared/errors'

/** The message for a person who must not see a track's decisions; it reveals nothing about the application. */
export const KEPT_FROM_TRACK =
  'You have a conflict of interest with an application of this track or of one that shares a limit with it, or it is your own, so another admin has to decide on the whole track.'

/**
 * Says of each of these Calls whether the person keeps away from a track, or from any of the Call. The order and
 * numbers of the other applications would reveal something about the hidden one. The answer does not depend on that
 * application's state. An application deferred here from an earlier Call counts too, because it uses one of the places.
 * Where a limit covers all tracks together, its free room reveals something about each of them, so the person keeps
 * away from all.
 */
export async function keptFrom(
  executor: Executor,
  actor: Pick<Person, 'id'>,
  ...callIds: string[]
): Promise<(callId: string, track?: string) => boolean> {
  const here = sql`exists (select from ${places} p where p.application_id = ${applications}.id and p.call_id = ${calls}.id)`
  const rows = await executor
    .select({
      callId: calls.id,
      tracks: sql<(string | null)[]>`json_agg(distinct ${applications.track})`,
      shared: sql<boolean>`exists (select from ${subQuotas} q where q.call_id = ${calls}.id and q.track is null)`,
    })
    .from(calls)
    .innerJoin(applications, or(eq(applications.callId, calls.id), here))
    .where(and(inArray(calls.id, callIds), keptAway(actor)))
    .groupBy(calls.id)
  return (callId, track) =>
    rows.some((row) => row.callId === callId && (track === undefined || row.shared || row.tracks.includes(track)))
}

/** Whether the person keeps away from the track, or from any of the Call. */
export async function isKeptFrom(
  executor: Executor,
  actor: Pick<Person, 'id'>,
  callId: string,
  track?: string,
): Promise<boolean> {
  const isKept = await keptFrom(executor, actor, callId)
  return isKept(callId, track)
}

/**
 * Whether another person, such as the author of a proposal, still decides on the whole track: as an admin of the Call
 * or of all Calls with a current role, who keeps away from nothing in it.
 */
export async function stillDecides(executor: Executor, id: string, call: Call, track: string): Promise<boolean> {
  const isAdmin = and(
    eq(roles.personId, id),
    eq(roles.role, 'admin'),
    isNull(roles.endedAt),
    or(isNull(roles.callId), eq(roles.callId, call.id)),
    sql`exists (select from ${people} p where p.id = ${roles.personId} and p.email_verified_at is not null)`,
  )
  return (await executor.$count(roles, isAdmin)) > 0 && !(await isKeptFrom(executor, { id }, call.id, track))
}

/** @throws PortalError 'forbidden' for a person who keeps away. */
export async function requireWhole(
  executor: Executor,
  actor: Person,
  call: Pick<Call, 'id'>,
  track?: string,
): Promise<void> {
  if (await isKeptFrom(executor, actor, call.id, track)) throw new PortalError('forbidden', KEPT_FROM_TRACK)
}
