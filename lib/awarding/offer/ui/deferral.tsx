import { reads } from '@/db/client'
import type { Application } from '@/lib/applying/application/queries'
import { isKeptFrom, KEPT_FROM_TRACK } from '@/lib/awarding/decision/conflict-guard'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canDecide } from '@/lib/people/permissions'
import { allCalls } from '@/lib/platform/call-store/queries'
import { defer } from '../actions'
import type { Offer } from '../queries'
import { ConfirmForm } from './confirm-form'

type Props = { person: Person; application: Application; call: Call; offer: Offer }

/** Moves an accepted place to a later Call, if this one allows it and the admin decides in one with such a track. */
export async function Deferral({ person, application, call, offer }: Props) {
  if (!call.definition.decisions.deferral || application.state !== 'accepted' || offer.deferredTo) return null
  const track = application.track!
  const [kept, calls] = await Promise.all([isKeptFrom(reads, person, call.id, track), allCalls(reads)])
  const candidates = calls.filter(
    ({ id, opensAt, definition }) =>
      canDecide(person, id) && opensAt > call.opensAt && definition.tracks.some(({ key }) => key === track),
  )
  const keptFrom = await Promise.all(candidates.map(({ id }) => kept || isKeptFrom(reads, person, id, track)))
  const later = candidates.filter((_, at) => !keptFrom[at])
  return (
    <section className="card space-y-4" aria-labelledby="defer">
      <h2 id="defer">Move the place to a later Call</h2>
      {kept && <p>{KEPT_FROM_TRACK}</p>}
      {!kept && later.length === 0 && (
        <p className="text-quiet">There is no later Call with this scholarship in which you decide.</p>
      )}
      {later.length > 0 && (
        <>
          <p>
            The place counts there instead, so one must be free. The place here goes to the next on the waiting list. It
            cannot be taken back.
          </p>
          <ConfirmForm
            action={defer}
            label="Move the place"
            look="danger"
            hidden={{ id: application.id }}
            prefix="defer-"
            fields={[{ name: 'to', label: 'Later Call', options: later.map(({ slug, title }) => [slug, title]) }]}
            confirm="Yes, the applicant asked for it"
          />
        </>
      )}
    </section>
  )
}
