import { reads } from '@/db/client'
import type { StaffView } from '@/lib/applying/application/staff-view'
import type { OfferState } from '@/lib/lifecycle/offers'
import { callById } from '@/lib/platform/call-store/queries'
import { Instant } from '@/lib/shared/ui/instant'
import { type Offer, reasonOf } from '../queries'

const STATES: Record<OfferState, string> = {
  made: 'Waits for an answer',
  accepted: 'Accepted',
  declined: 'Declined',
  expired: 'Not answered in time',
  revoked: 'Revoked',
  withdrawn: 'The application was withdrawn',
  'taken-back': 'Taken back',
}

/** The state of the offer, for staff, and its letter. */
export async function OfferFacts({ view: { application, call }, offer }: { view: StaffView; offer: Offer }) {
  const zone = call.definition.timeZone
  const { resultsReleasedAt, id } = application
  const why = { declined: 'decline', revoked: 'revoke' } as const
  const reason = offer.state in why ? await reasonOf(reads, id, why[offer.state as keyof typeof why]) : null
  const later = offer.deferredTo ? await callById(reads, offer.deferredTo) : null
  const facts: [label: string, value: React.ReactNode][] = [
    [
      'Answer',
      resultsReleasedAt ? STATES[offer.state] : 'The results are not released: the applicant knows nothing yet',
    ],
    ['Can be answered until', offer.state === 'made' && offer.answerBy && <Instant at={offer.answerBy} zone={zone} />],
    ['Answered on', offer.answeredAt && <Instant at={offer.answeredAt} zone={zone} />],
    ['Reason', reason && <span dir="auto">{reason}</span>],
    ['Moved to the intake of', later?.title],
  ]
  const letter = resultsReleasedAt && (offer.state === 'made' || offer.state === 'accepted')
  return (
    <section className="card space-y-3" aria-labelledby="facts">
      <h2 id="facts">The offer</h2>
      <dl className="divide-y divide-line">
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label} className="grid gap-x-4 py-2 sm:grid-cols-[14rem_1fr]">
                <dt className="text-quiet">{label}</dt>
                <dd className="whitespace-pre-wrap break-words">{value}</dd>
              </div>
            ),
        )}
      </dl>
      {letter && (
        <p>
          <a className="link" href={`/api/applications/${id}/offer-letter`}>
            Download the letter as PDF
          </a>
          <span className="block text-sm text-quiet">That you read it is recorded.</span>
        </p>
      )}
    </section>
  )
}
