import type { Metadata } from 'next'
import { reads } from '@/db/client'
import { promote } from '@/lib/awarding/decision/actions'
import { ranked } from '@/lib/awarding/decision/board'
import { decidables } from '@/lib/awarding/decision/candidates'
import { type Loaded, loadDecisions } from '@/lib/awarding/decision/load'
import { nextToPromote } from '@/lib/awarding/decision/promote'
import { DecisionPage } from '@/lib/awarding/decision/ui/frame'
import { Suggested } from '@/lib/awarding/decision/ui/suggested'
import { WaitingOrder } from '@/lib/awarding/decision/ui/waiting-order'
import { points } from '@/lib/awarding/decision/ui/words'
import { waitingOn } from '@/lib/awarding/decision/waiting'
import { labelOf } from '@/lib/selecting/listing/cells'
import { noticeIn, type PageProps, param } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'

export const metadata: Metadata = { title: 'Waiting list' }

export default async function WaitingPage({ searchParams }: PageProps) {
  const loaded = await loadDecisions('/waiting', searchParams)
  const { search, kept } = loaded
  const done = Number(param(search, 'done')) || 0
  const notices: Record<string, string> = {
    reordered: 'The order is saved.',
    promoted: `${count(done, 'application')} ${done === 1 ? 'has' : 'have'} a place now.`,
  }
  return (
    <DecisionPage loaded={loaded} part="/waiting" title="Waiting list" of="track" notice={noticeIn(search, notices)}>
      {!kept && <List loaded={loaded} />}
    </DecisionPage>
  )
}

async function List({ loaded: { person, call, track, where } }: { loaded: Loaded }) {
  const { definition } = call
  const key = { callId: call.id, track: track.key }
  const [all, waiting, next] = await Promise.all([
    decidables(reads, person, key),
    waitingOn(reads, key),
    nextToPromote(reads, call, track.key),
  ])
  const byId = new Map(all.map((one) => [one.id, one]))
  const suggested = ranked(all, definition.decisions).flatMap(({ id, state }) => (state === 'waiting-list' ? id : []))
  const label = (id: string) => `${byId.get(id)?.number} ${byId.get(id)?.name ?? ''}`
  const list = waiting.flatMap(({ id }) => {
    const one = byId.get(id)
    if (!one) return []
    const about = [
      one.number,
      labelOf(definition, 'institution', one.institution),
      labelOf(definition, 'country', one.country),
      one.score === null ? null : `score ${points(one.normalised ?? one.score)}`,
    ]
    return [{ id, name: one.name ?? one.number, about: about.filter(Boolean).join(', ') }]
  })
  return (
    <>
      <p>
        {definition.decisions.waitingList === 'automatic'
          ? 'A place that becomes free after a refusal goes to the first of this list by itself.'
          : 'A place that becomes free waits here until an admin confirms to whom it goes.'}{' '}
        A hard limit may make it pass somebody over.
      </p>
      {next.free > 0 && next.chosen.length > 0 && (
        <section className="card space-y-3" aria-labelledby="next">
          <h2 id="next">
            {count(next.free, 'place')} free: {count(next.chosen.length, 'promotion')} to confirm
          </h2>
          <ol className="list-decimal pl-6">
            {next.chosen.map((id) => (
              <li key={id}>
                <bdi>{label(id)}</bdi>
              </li>
            ))}
          </ol>
          {next.passed.length > 0 && (
            <p>
              Passed over, for a hard limit forbids it: <bdi>{next.passed.map(label).join('; ')}</bdi>.
            </p>
          )}
          <p>
            {call.resultsReleasedAt
              ? 'Each is offered a place and hears of it at once.'
              : 'Each is offered a place and hears of it when the results are released.'}
          </p>
          <ActionForm
            action={promote}
            label={next.chosen.length === 1 ? 'Give the place' : `Give the ${next.chosen.length} places`}
          >
            <input type="hidden" name="call" value={where.call} />
            <input type="hidden" name="track" value={where.track} />
            <input type="hidden" name="ids" value={next.chosen.join()} />
          </ActionForm>
        </section>
      )}
      {next.free > 0 && next.chosen.length === 0 && list.length > 0 && (
        <p className="card">
          {count(next.free, 'place is', 'places are')} free, and hard limits forbid it to everybody on the list.
        </p>
      )}
      {list.length === 0 ? (
        <p className="card">Nobody waits. Put applications on the list from the board.</p>
      ) : (
        <section className="space-y-3" aria-labelledby="order">
          <h2 id="order">{count(list.length, 'application')} in order</h2>
          <WaitingOrder where={where} list={list} />
          <Suggested order={suggested} seen={waiting.map(({ id }) => id)} where={where} definition={definition} />
        </section>
      )}
    </>
  )
}
