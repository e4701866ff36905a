import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { offers, places } from '@/db/schema'
import { fieldOf, transact } from '@/db/transact'
import { loadApplication } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canDecide } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { requireWhole } from './conflict-guard'
import { openOffer } from './enrol'
import { lockLimits } from './limits'
import { takePlaces } from './places'
import { offerToNext, standStill } from './promote'
import { forbids } from './rules'
import { tellDeferred } from './tell-applicant'
import { placeOf } from './tracks'

/**
 * Moves an accepted place to a later Call's intake, where it takes a place on the same track; the place here goes to
 * the next on the waiting list. The admin decides in both Calls, because the move takes a place from one and frees one
 * of the other.
 * @throws PortalError 'not-found', 'forbidden' (a conflict of interest with either track); 'invalid' if the later Call
 * is not theirs, the Call allows no deferral, or the later Call has no such track, no free place, a limit against it,
 * or a place for this person already; 'conflict' if the place is not accepted, or already deferred.
 */
export async function deferOffer(db: Database, actor: Person, id: string, from: Call, to: Call): Promise<void> {
  if (!from.definition.decisions.deferral) throw new PortalError('invalid', 'This Call allows no deferral.')
  if (!canDecide(actor, to.id))
    throw new PortalError('invalid', 'This Call does not exist, or you cannot award its places.')
  if (to.opensAt <= from.opensAt) throw new PortalError('invalid', 'Choose a later Call.')
  await transact(db, async (tx) => {
    const place = await placeOf(tx, id)
    const track = place?.track ?? ''
    const here = { callId: from.id, track }
    const there = { callId: to.id, track }
    await standStill(tx, [here, there], [id])
    const application = await loadApplication(tx, actor, id, 'decide', true)
    // The place here goes to the next, and a refusal there would reveal the places there.
    for (const call of [from, to]) await requireWhole(tx, actor, call, application.track!)
    const offer = await openOffer(tx, id)
    const now = await placeOf(tx, id)
    if (application.state !== 'accepted' || !now || now.callId !== from.id || now.track !== track)
      throw new PortalError('conflict', 'You can defer only an accepted place that is not deferred already.')
    if (!to.definition.tracks.some(({ key }) => key === track))
      throw new PortalError('invalid', `${to.title} has no such track.`)
    const against = forbids(await lockLimits(tx, to.id, [track], [id]), [{ id, track }])
    if (against.length > 0) throw new PortalError('invalid', `This would exceed the limit: ${against.join(', ')}.`)
    await tx.update(places).set({ applicationId: null }).where(eq(places.applicationId, id))
    const [number] = (await takePlaces(tx, there, [id])) ?? []
    if (!number) throw new PortalError('invalid', `No place of this track is free in ${to.title}.`)
    await tx.update(offers).set({ deferredTo: to.id }).where(eq(offers.id, offer!.id))
    await recordEvent(tx, {
      applicationId: id,
      actorId: actor.id,
      actorRole: 'admin',
      type: 'offer-deferred',
      data: { to: to.id, track, place: number },
    })
    await tellDeferred(tx, application, to.title)
    await offerToNext(tx, here, 1)
  }).catch((error) => {
    if (fieldOf(error, 'constraint_name') !== 'places_one_a_person') throw error
    throw new PortalError('invalid', `This person has a place in ${to.title} already.`)
  })
}
