import { shownAddress } from '@/lib/shared/format/shown-address'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { allowed } from '../answer'
import { open, reconsider } from '../link-actions'
import type { LinkView } from '../link-view'
import { KIND } from '../request-words'
import { lettersFor } from '../rules'
import { Token } from './link-pages'

type View = Extract<LinkView, { asked: unknown }>

/** The request's state, and the next possible actions. */
export function Standing({ token, view }: { token: string; view: View }) {
  const { asked, holder } = view
  const { request, until, application, call } = asked
  const zone = call.definition.timeZone
  const { what } = KIND[request.kind]
  const letters = lettersFor(application, new Date())
  if (request.state === 'received' && request.answeredAt) {
    return (
      <Notice tone="good" title={`Your ${what} was received`}>
        <p>
          On <Instant at={request.answeredAt} zone={zone} />. Thank you; nothing more is needed. A receipt was sent to{' '}
          <bdi>{shownAddress(request.email)}</bdi>. This page does not show your answers, because somebody could forward
          the link.
        </p>
      </Notice>
    )
  }
  if (letters === 'over') {
    return <Notice title="Nothing is needed from you">The application is no longer being considered.</Notice>
  }
  if (letters === 'closed') {
    return (
      <Notice tone="warning" title="The time for answers is over">
        <p>
          They were taken until <Instant at={until} zone={zone} />.
        </p>
      </Notice>
    )
  }
  const days = (
    <p>
      You can answer until <Instant at={until} zone={zone} />.
    </p>
  )
  if (request.state === 'declined') {
    return (
      <>
        <Notice title="You have declined">The applicant has been told and can name somebody else.</Notice>
        {days}
        <ActionForm action={reconsider} label="I can answer after all" look="secondary">
          <Token token={token} />
        </ActionForm>
      </>
    )
  }
  return (
    <>
      {days}
      {request.kind === 'referee' ? (
        <p>
          Some questions and your letter, typed or as a PDF: about 20 minutes. It is saved as you go, and you can come
          back by the same link. The portal never shows it to the applicant; at the end you choose whether the
          institution may, if asked.
        </p>
      ) : (
        <p>A few questions on where and when: about 5 minutes. It is saved as you go.</p>
      )}
      {allowed(holder, 'open', asked) && (
        <ActionForm action={open} label={request.kind === 'referee' ? 'Begin the letter' : 'Begin the agreement'}>
          <Token token={token} />
        </ActionForm>
      )}
      {allowed(holder, 'save', asked) && <ButtonLink href={`/r/${token}/answer`}>Continue</ButtonLink>}
      <ul className="space-y-2">
        <li>
          <a className="link" href={`/r/${token}/decline`}>
            {request.kind === 'referee' ? 'I cannot write this letter' : 'I cannot host this applicant'}
          </a>
        </li>
        <li>
          <a className="link" href={`/r/${token}/not-me`}>
            This is not me, or I do not know the applicant
          </a>
        </li>
      </ul>
    </>
  )
}
