import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, people, places, roles, subQuotas } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { keptAway } from '@/lib/selecting/nomination/queries'
import { PortalError } from '@/lib/shared/errors'

/** Said to whoever must not see how a track is decided; it tells nothing of the application. */
export const KEPT_FROM_TRACK =
  'You have a conflict of interest with an application of this track or of one that shares a limit with it, or it is your own, so somebody else has to decide on the whole of it.'

/**
 * Whether the person keeps away from a track, or from any of the Call: the order and the numbers of the others would
 * tell of the one that is left out. Whatever state that one is in, the answer is the same. One of an earlier Call whose
 * place was moved here counts as well: it is among the places. Where a limit counts all tracks together, its room tells
 * of each in the others, so that whoever keeps away from one keeps away from all.
 */
export async function isKeptFrom(
  executor: Executor,
  actor: Pick<Person, 'id'>,
  callId: string,
  track?: string,
): Promise<boolean> {
  const here = sql`exists (select from ${places} p where p.application_id = ${applications}.id and p.call_id = ${callId})`
  const shared = sql`exists (select from ${subQuotas} q where q.call_id = ${callId} and q.track is null)`
  const its = and(
    or(eq(applications.callId, callId), here),
    track === undefined ? undefined : or(eq(applications.track, track), shared),
    keptAway(actor),
  )
  return (await executor.$count(applications, its)) > 0
}

/**
 * Whether this person, who is not the one who asks, decides on the whole of a track now: as an admin of the Call or of
 * all whose role has not ended, and who keeps away from nothing in it.
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

/** @throws PortalError 'forbidden' for whoever keeps away. */
export async function requireWhole(
  executor: Executor,
  actor: Person,
  call: Pick<Call, 'id'>,
  track?: string,
): Promise<void> {
  if (await isKeptFrom(executor, actor, call.id, track)) throw new PortalError('forbidden', KEPT_FROM_TRACK)
}
