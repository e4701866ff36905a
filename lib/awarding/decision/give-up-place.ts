import { eq } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications } from '@/db/schema'
import { Again } from '@/db/transact'
import type { State } from '@/lib/lifecycle/application'
import { HOLDING, type OfferState } from '@/lib/lifecycle/offers'
import { isUuid } from '@/lib/shared/uuid'
import { freePlace } from './places'
import { offerToNext, standStill } from './promote'
import { placeOf, type TrackKey } from './tracks'
import { takeOff } from './waiting'

/** The states from which leaving may free a place: a nominated application may get a place at any moment. */
const MAY_HOLD: readonly State[] = ['nominated', 'waiting-list', ...HOLDING]

/**
 * Locks the track of an application's place before the application itself, as far as it can be known without a lock.
 * Returns that track, for `leave`.
 */
export async function prepareToLeave(tx: Executor, id: string): Promise<TrackKey | null> {
  if (!isUuid(id)) return null
  const [row] = await tx
    .select({ callId: applications.callId, track: applications.track, state: applications.state })
    .from(applications)
    .where(eq(applications.id, id))
  if (!row?.track || !MAY_HOLD.includes(row.state)) return null
  const { callId, track } = (await placeOf(tx, id)) ?? { callId: row.callId, track: row.track }
  await standStill(tx, [{ callId, track }], [id])
  return { callId, track }
}

/**
 * The application gives up its place, or its rank on the waiting list, and the place goes to the next, in the
 * transaction that changes its state. `prepared` is from `prepareToLeave`.
 * @throws Again if its place is on a track that is not locked.
 */
export async function leave(
  tx: Executor,
  application: { id: string; state: State },
  how: 'withdrawn' | 'declined' | 'expired' | 'revoked' | 'taken-back',
  prepared: TrackKey | null,
  by: string | null = null,
): Promise<void> {
  const { id, state } = application
  if (state !== 'waiting-list' && !HOLDING.includes(state)) return
  const place = await placeOf(tx, id)
  const stands = prepared && (!place || (place.callId === prepared.callId && place.track === prepared.track))
  if (!stands) throw new Again()
  if (state === 'waiting-list') return takeOff(tx, [id])
  await freePlace(tx, id, how satisfies OfferState, by)
  if (how !== 'taken-back') await offerToNext(tx, prepared, 1)
}
