import { and, eq } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications } from '@/db/schema'
import type { Call } from '@/lib/call/queries'
import { PortalError } from '@/lib/errors'
import { keptAway } from '@/lib/nomination/queries'
import type { Person } from '@/lib/people/actor'

/** Said to whoever must not see how a track is decided; it tells nothing of the application. */
export const KEPT_FROM_TRACK =
  'You have a conflict of interest with an application of this track, or it is your own, so somebody else has to decide on the whole of it.'

/**
 * Whether the person keeps away from a track, or from any of the Call: the order and the numbers of the others would
 * tell of the one that is left out. Whatever state that one is in, the answer is the same.
 */
export async function isKeptFrom(executor: Executor, actor: Person, callId: string, track?: string): Promise<boolean> {
  const its = and(
    eq(applications.callId, callId),
    track === undefined ? undefined : eq(applications.track, track),
    keptAway(actor),
  )
  return (await executor.$count(applications, its)) > 0
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
