import { db } from '@/db/client'
import { When } from '@/lib/call/ui/when'
import { callById } from '@/lib/platform/call-store/queries'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { reasonOf } from '../queries'
import type { OfferView } from '../view'

/** The state of the offer for its applicant: the deadline, the receipt of the answer, or that it has ended. */
export async function Standing({ view: { application, offer, shown, open, zone, call, person } }: { view: OfferView }) {
  if (open)
    return (
      <Notice title="A place is offered to you. Congratulations!">
        <p>
          Please accept or decline it. If you do not answer in time, the place goes to somebody else. The deadline is:
        </p>
        <p className="mt-1 font-semibold">
          <When at={offer.answerBy!} zone={zone} />
        </p>
      </Notice>
    )
  if (shown === 'awarded' || shown === 'expired')
    return (
      <Notice tone="warning" title="The deadline to answer this offer has passed">
        <p>
          You could answer it until <Instant at={offer.answerBy!} zone={zone} />, so the place goes to somebody on the
          waiting list. We are sorry. If something kept you from answering, write to your host institution: it may know
          of other ways.
        </p>
      </Notice>
    )
  if (shown === 'declined')
    return (
      <Notice title="You declined this offer">
        <p>
          Received on <Instant at={offer.answeredAt!} zone={zone} />. The place goes to somebody else. A confirmation
          was sent to <strong className="break-words">{shownAddress(person.email)}</strong>. Thank you for telling us.
        </p>
      </Notice>
    )
  if (shown === 'revoked') {
    const reason = await reasonOf(db, application.id, 'revoke')
    return (
      <Notice tone="bad" title="This offer was revoked">
        <p>The offer and its letter are no longer valid, and the place goes to somebody else.</p>
        {reason && (
          <p className="mt-2">
            The reason: <span dir="auto">{reason}</span>
          </p>
        )}
        <p className="mt-2">If you think that this is a mistake, write to your host institution at once.</p>
      </Notice>
    )
  }
  const later = offer.deferredTo ? await callById(db, offer.deferredTo) : null
  return (
    <Notice tone="good" title={shown === 'enrolled' ? 'You are enrolled' : 'You accepted this offer'}>
      <p>
        Your answer was received on <Instant at={offer.answeredAt!} zone={zone} />. A confirmation was sent to{' '}
        <strong className="break-words">{shownAddress(person.email)}</strong>.
      </p>
      {later && (
        <p>
          Your place was moved to the intake of <strong>{later.title}</strong>.
        </p>
      )}
      {shown === 'accepted' && (
        <p>
          {offer.conditions.length > 0
            ? 'Your host institution checks the conditions below, and confirms your enrolment when you have arrived.'
            : `Your host institution confirms that you are enrolled with ${call.title} when you have arrived.`}
        </p>
      )}
    </Notice>
  )
}
