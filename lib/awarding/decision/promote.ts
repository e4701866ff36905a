import { asc, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications } from '@/db/schema'
import { transact } from '@/db/transact'
import { lockForActor, noSuchApplication } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { can } from '@/lib/people/permissions'
import { callById } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'
import { isUuid } from '@/lib/shared/uuid'
import { requireDecider } from './decide'
import { limitsOn, lockLimits } from './limits'
import { freePlaces, type Given, givePlaces } from './places'
import { nextOn } from './rules'
import { tellPromotion } from './tell-admins'
import { type TrackKey, tracksAlone } from './tracks'
import { takeOff, waitingOn } from './waiting'

/**
 * Locks the tracks exclusively, with these applications and the tracks' whole waiting lists: everything that a freed
 * place may change. It takes all locks at once and in order.
 */
export async function standStill(tx: Executor, keys: TrackKey[], ids: string[]): Promise<void> {
  await tracksAlone(tx, keys)
  const waiting = await Promise.all(keys.map((key) => waitingOn(tx, key)))
  const all = [...ids.filter(isUuid), ...waiting.flat().map(({ id }) => id)]
  await tx
    .select({ id: applications.id })
    .from(applications)
    .where(sql`${applications.id} = any(${sql.param(all)}::uuid[])`)
    .orderBy(asc(applications.id))
    .for('no key update')
}

/**
 * Gives freed places of the track to the next on its waiting list whom no hard limit forbids, automatically where the
 * Call says so. Otherwise the places stay free until an admin confirms, and the admins get a notice. The caller has
 * locked the track (see above).
 */
export async function offerToNext(tx: Executor, key: TrackKey, freed: number): Promise<string[]> {
  const call = await callById(tx, key.callId)
  if (call.definition.decisions.waitingList !== 'automatic') {
    if ((await waitingOn(tx, key)).length > 0) await tellPromotion(tx, call, key.track)
    return []
  }
  return promote(tx, call, key.track, freed, { id: null, role: 'system' })
}

/**
 * Promotes the first on the waiting list that the limits allow, up to the number of free places and the given maximum.
 */
async function promote(tx: Executor, call: Call, track: string, most: number, by: Given['by']): Promise<string[]> {
  const key = { callId: call.id, track }
  const list = await waitingOn(tx, key)
  if (list.length === 0) return []
  const limits = await lockLimits(
    tx,
    call.id,
    [track],
    list.map(({ id }) => id),
  )
  const { chosen, passed } = nextOn(
    list.map(({ id }) => id),
    track,
    Math.min(most, await freePlaces(tx, key)),
    limits,
  )
  await takeOff(tx, chosen)
  // For the record: its rank, and whom a limit made it overtake.
  const data = Object.fromEntries(
    chosen.map((id) => [id, { promoted: true, rank: list.find((one) => one.id === id)!.rank, passed }]),
  )
  await givePlaces(tx, call, track, chosen, { by, data })
  return chosen
}

/** The next on a track's waiting list, and the number of free places, for the confirmation page. */
export async function nextToPromote(executor: Executor, call: Call, track: string) {
  const key = { callId: call.id, track }
  const [waiting, free] = await Promise.all([waitingOn(executor, key), freePlaces(executor, key)])
  const list = waiting.map(({ id }) => id)
  const limits = await limitsOn(executor, call.id, [track], list)
  return { free, ...nextOn(list, track, free, limits) }
}

/**
 * Confirms that free places go to these, in this order, as the page showed them.
 * @throws PortalError 'not-found' (also with a conflict of interest with one of them); 'conflict' if others are next
 * now.
 */
export async function confirmPromotion(db: Database, actor: Person, call: Call, track: string, ids: string[]) {
  requireDecider(actor, call)
  await transact(db, async (tx) => {
    await standStill(tx, [{ callId: call.id, track }], ids)
    const its = await lockForActor(tx, actor, ids)
    if (its.length < ids.length || !its.every((one) => can(actor, 'decide', one))) throw noSuchApplication()
    const chosen = await promote(tx, call, track, ids.length, { id: actor.id, role: 'admin' })
    if (chosen.join() !== ids.join())
      throw new PortalError(
        'conflict',
        'The waiting list or the number of free places has changed since you opened this page. Nobody was promoted. Look again, then confirm.',
      )
  })
}
