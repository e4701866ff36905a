import type { Metadata } from 'next'
import Link from 'next/link'
import { reads } from '@/db/client'
import { release } from '@/lib/awarding/decision/actions'
import { decisionsAt } from '@/lib/awarding/decision/address'
import { trackCounts } from '@/lib/awarding/decision/counts'
import { type Loaded, loadDecisions } from '@/lib/awarding/decision/load'
import { countOnTheWay, resultCounts } from '@/lib/awarding/decision/results'
import { BeforeRelease } from '@/lib/awarding/decision/ui/before-release'
import { DecisionPage } from '@/lib/awarding/decision/ui/frame'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { type PageProps, param } from '@/lib/shared/address'
import { count, formatNumber } from '@/lib/shared/format/format'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { ScrollTable } from '@/lib/shared/ui/table'

export const metadata: Metadata = { title: 'Release of results' }

export default async function ReleasePage({ searchParams }: PageProps) {
  const loaded = await loadDecisions('/release', searchParams)
  return (
    <DecisionPage
      loaded={loaded}
      part="/release"
      title="Release of results"
      of="call"
      notice={
        param(loaded.search, 'notice') === 'released' &&
        'The results are released. The mails go out one after the other.'
      }
    >
      {!loaded.keptFromAny && <Release loaded={loaded} />}
    </DecisionPage>
  )
}

const RESULTS = [
  ['awarded', 'Offered a place'],
  ['waiting-list', 'On the waiting list'],
  ['not-awarded', 'Not awarded'],
  ['not-nominated', 'Not nominated, told “not awarded”'],
  ['nominated', 'Still to be decided on'],
] as const

async function Release({ loaded: { call, where } }: { loaded: Loaded }) {
  const [counts, onTheWay, tracksNow] = await Promise.all([
    resultCounts(reads, call.id),
    countOnTheWay(reads, call.id),
    trackCounts(reads, call.id),
  ])
  const { tracks, decisions, timeZone: zone, code } = call.definition
  const of = (state: string, track?: string) =>
    counts.filter((one) => one.state === state && (!track || one.track === track)).reduce((sum, { n }) => sum + n, 0)
  const undecided = of('nominated')
  const told = RESULTS.filter(([state]) => state !== 'nominated').reduce((sum, [state]) => sum + of(state), 0)
  return (
    <>
      {call.resultsReleasedAt ? (
        <p>
          The results were released on <Instant at={call.resultsReleasedAt} zone={zone} />. The figures are of now.
        </p>
      ) : (
        <p className="max-w-3xl">
          From one moment on, every applicant can see their result, and each gets an e-mail. Until then only the admins
          know the results.
          {decisions.resultsAt && (
            <>
              {' '}
              The Call names <Instant at={new Date(decisions.resultsAt)} zone={zone} /> for it.
            </>
          )}
        </p>
      )}
      <ScrollTable label="Results">
        <thead className="bg-paper">
          <tr>
            <th scope="col" className="font-semibold">
              Result
            </th>
            {tracks.map(({ key, name }) => (
              <th key={key} scope="col" className="text-right font-semibold">
                {name}
              </th>
            ))}
            <th scope="col" className="text-right font-semibold">
              All
            </th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {RESULTS.map(([state, label]) => (
            <tr key={state}>
              <th scope="row" className="font-normal">
                {label}
              </th>
              {tracks.map(({ key }) => (
                <td key={key} className="text-right">
                  {formatNumber(of(state, key))}
                </td>
              ))}
              <td className="text-right font-semibold">{formatNumber(of(state))}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {!call.resultsReleasedAt && undecided > 0 && (
        <Notice tone="warning" title={`${count(undecided, 'application')} still to be decided on`}>
          <p>
            The results are released all at once, so that everybody who is nominated has to be decided on before.{' '}
            <Link prefetch={false} className="link" href={decisionsAt('', where, { show: 'open' })}>
              Show them on the board
            </Link>
          </p>
        </Notice>
      )}
      {!call.resultsReleasedAt && (
        <BeforeRelease call={call} where={where} onTheWay={onTheWay} counts={tracksNow} now={new Date()} />
      )}
      {!call.resultsReleasedAt && undecided === 0 && (
        <section className="card max-w-3xl space-y-4" aria-labelledby="release">
          <h2 id="release">Release them</h2>
          <p>
            {count(told, 'applicant')} will get a message. {count(of('awarded'), 'offer')} can then be answered for{' '}
            {count(decisions.answerDays, 'day')}. It is done once: afterwards no decision can be taken back.
          </p>
          <FieldsForm
            action={release}
            submit="Release the results"
            hidden={{ call: where.call }}
            fields={[{ name: 'typed', label: `Type ${code} to confirm`, autoComplete: 'off' }]}
          />
        </section>
      )}
    </>
  )
}
