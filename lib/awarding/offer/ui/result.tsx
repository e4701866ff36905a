import { reads } from '@/db/client'
import type { ApplicationView } from '@/lib/applying/application/applicant-view'
import { When } from '@/lib/call/ui/when'
import { shownToApplicant } from '@/lib/lifecycle/application'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import { lastOffer } from '../queries'

/** The result of an application and the next step, after the release; before it, and for others, nothing. */
export async function Result({ view: { application, call } }: { view: ApplicationView }) {
  const shown = shownToApplicant(application)
  const { id } = application
  if (shown === 'awarded') {
    const offer = (await lastOffer(reads, id))!
    const over = offer.answerBy! < new Date()
    return (
      <Notice tone={over ? 'warning' : 'good'} title="A scholarship is offered to you">
        <p>
          {over ? 'You could answer it until ' : 'Congratulations! Please read the offer, and accept or decline it by '}
          <strong>
            <When at={offer.answerBy!} zone={call.definition.timeZone} />
          </strong>
          .
        </p>
        <ToOffer id={id} label={over ? 'See the offer' : 'Read and answer the offer'} />
      </Notice>
    )
  }
  if (shown === 'waiting-list')
    return (
      <Notice title="You are on the waiting list">
        <p>
          There were more good applications than places. When somebody declines or does not answer, a place becomes free
          and goes to the next on the list; if it is you, we write to you at once. There is nothing that you need to do
          until then. If you do not want to wait, you can withdraw the application below.
        </p>
      </Notice>
    )
  if (shown === 'not-awarded')
    return (
      <Notice title="No place could be offered to you">
        <p>
          We are sorry. There were more good applications than places in {call.title}. Thank you for the work that you
          put into it. You can apply again to a later Call, if you meet its rules then.
        </p>
      </Notice>
    )
  if (shown === 'accepted')
    return (
      <Notice tone="good" title="You accepted the scholarship">
        <p>The letter, and what your host institution still checks, are with the offer.</p>
        <ToOffer id={id} label="See the offer and its letter" />
      </Notice>
    )
  if (shown === 'enrolled')
    return (
      <Notice tone="good" title="You are enrolled">
        <p>Your host institution has confirmed it. We wish you every success.</p>
        <ToOffer id={id} label="See the offer and its letter" />
      </Notice>
    )
  if (shown === 'revoked')
    return (
      <Notice tone="bad" title="Your offer was revoked">
        <p>The offer and its letter are no longer valid.</p>
        <ToOffer id={id} label="See the reason" />
      </Notice>
    )
  if (shown === 'declined' || shown === 'expired')
    return (
      <Notice title={shown === 'declined' ? 'You declined the scholarship' : 'The offer was not answered in time'}>
        <p>The place goes to somebody else.</p>
        <ToOffer id={id} label="See what was offered" />
      </Notice>
    )
  return null
}

const ToOffer = ({ id, label }: { id: string; label: string }) => (
  <p className="mt-3">
    <ButtonLink href={`/apply/${id}/offer`} look={label.startsWith('Read') ? 'primary' : 'secondary'}>
      {label}
    </ButtonLink>
  </p>
)
