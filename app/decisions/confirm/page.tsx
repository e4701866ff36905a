import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { reads } from '@/db/client'
import { decide } from '@/lib/awarding/decision/actions'
import { decisionsAt } from '@/lib/awarding/decision/address'
import { DECISIONS, MOST_DECIDED } from '@/lib/awarding/decision/forms'
import { loadDecisions } from '@/lib/awarding/decision/load'
import { previewDecision } from '@/lib/awarding/decision/preview'
import { AwardForm } from '@/lib/awarding/decision/ui/award-form'
import { LimitList } from '@/lib/awarding/decision/ui/limit-list'
import { DECISION_WORDS } from '@/lib/awarding/decision/ui/words'
import { VIEW } from '@/lib/awarding/decision/view'
import type { OfferCondition } from '@/lib/call/definition'
import { stateInWords } from '@/lib/lifecycle/application'
import { type PageProps, param } from '@/lib/shared/address'
import { count, zoneName } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant, instantInWords } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { isUuid } from '@/lib/shared/uuid'

export const metadata: Metadata = { title: 'Check the decision' }

/** What a decision would change, before it does. */
export default async function ConfirmPage({ searchParams }: PageProps) {
  const { person, call, track, where, search, kept } = await loadDecisions('/confirm', searchParams)
  const what = DECISIONS.find((one) => one === param(search, 'what')) ?? 'award'
  if (kept) notFound()
  const ids = [search.id ?? []].flat().filter(isUuid).slice(0, MOST_DECIDED)
  const { can, cannot, free, limits, conditions } = await previewDecision(reads, person, call, track.key, { what, ids })
  const { definition, resultsReleasedAt } = call
  const words = DECISION_WORDS[what]
  const view = Object.fromEntries(VIEW.map((name) => [name, param(search, name)]))
  const short = what === 'award' && can.length > free
  const broken = limits.filter(({ wanted, room }) => wanted > room)
  const refused = short || broken.some(({ hard }) => hard)
  return (
    <Page
      title={words.title}
      caption={`${call.title}, ${track.name}`}
      back={{ href: decisionsAt('', where, view), label: 'Decision board', reload: true }}
    >
      {ids.length === 0 && <p className="card">Nothing is selected. Go back and select some applications.</p>}
      {cannot.length > 0 && (
        <Notice tone="warning" title={`Nothing will be done to ${count(cannot.length, 'application')}`}>
          <ul className="list-disc pl-5">
            {cannot.map(({ id, number, name, state, by, at }) => (
              <li key={id}>
                {number} <bdi>{name}</bdi> is{' '}
                {state === 'waiting-list' ? 'on the waiting list' : stateInWords(state).toLowerCase()}
                {by && <>, by {by}</>}
                {at && (
                  <>
                    , <Instant at={at} zone={definition.timeZone} />
                  </>
                )}
                {what === 'award' && state === 'waiting-list' && '. Promote it from the waiting list.'}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {what === 'award' && can.length > 0 && (
        <p>
          {count(free, 'place')} of this track {free === 1 ? 'is' : 'are'} free.{' '}
          {!short && `After this, ${count(free - can.length, 'place is', 'places are')} left.`}
        </p>
      )}
      {short && (
        <Notice tone="bad" title="Too few places">
          You have selected {can.length}, and {free} {free === 1 ? 'place is' : 'places are'} free. Select fewer.
        </Notice>
      )}
      {limits.length > 0 && can.length > 0 && <LimitList limits={limits} />}
      {can.length > 0 && (
        <section className="space-y-3">
          <h2>{count(can.length, 'application')}</h2>
          <p>{whatFollows(what, resultsReleasedAt !== null)}</p>
          <ul className="card max-h-80 list-inside list-disc overflow-y-auto">
            {can.map(({ id, number, name }) => (
              <li key={id}>
                {number} <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
          {!refused && what === 'award' && (
            <AwardForm
              where={where}
              view={view}
              label={`${words.title}: ${can.length}`}
              zone={zoneName(definition.timeZone)}
              ids={can.map(({ id }) => id)}
              conditions={conditions.map((one) => {
                const { key, label, of } = one
                return { key, label, of, due: dueInWords(one, definition.timeZone) }
              })}
            />
          )}
          {!refused && what !== 'award' && (
            <ActionForm action={decide} label={`${words.title}: ${can.length}`} look="secondary">
              <input type="hidden" name="call" value={where.call} />
              <input type="hidden" name="track" value={where.track} />
              {VIEW.map((name) => (
                <input key={name} type="hidden" name={name} value={view[name] ?? ''} />
              ))}
              <input type="hidden" name="what" value={what} />
              <input type="hidden" name="ids" value={can.map(({ id }) => id).join()} />
            </ActionForm>
          )}
        </section>
      )}
    </Page>
  )
}

function dueInWords({ dueAt, dueInDays }: OfferCondition, zone: string): string | null {
  if (dueAt) return `by ${instantInWords(new Date(dueAt), zone)}`
  return dueInDays ? `within ${count(dueInDays, 'day')} from today` : null
}

function whatFollows(what: (typeof DECISIONS)[number], released: boolean): string {
  if (what === 'back')
    return 'They are nominated again, and their places are free. No free place is offered to anybody by itself.'
  const effect = {
    award: 'Each gets a place of the track.',
    wait: 'They come behind those who wait already, in this order.',
    not: 'Each gets no place, and does not wait for one.',
  }[what]
  return `${effect} ${released ? 'We tell the applicants at once, and you can’t take it back.' : 'The applicants learn of it when the results are released. Until then you can take it back.'}`
}
