import { requestAllows } from '@/lib/lifecycle/requests'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant } from '@/lib/shared/ui/instant'
import { Tag } from '@/lib/shared/ui/tag'
import { invite, remove } from '../actions'
import type { ReferenceRequest } from '../queries'
import { KIND, STATE } from '../request-words'

type Props = {
  request: ReferenceRequest
  path: string
  zone: string
  /** Whether any action is possible, and whether the application can still be changed. */
  asking: boolean
  editable: boolean
  failed: boolean
  /** The agreement was for another institution. */
  outdated: boolean
}

/** One referee or supervisor: the request's state, and what the applicant can do. Never the letter. */
export function RequestCard({ request, path, zone, asking, editable, failed, outdated }: Props) {
  const { id, kind, name, email, state } = request
  const ids = (
    <>
      <input type="hidden" name="application" value={request.applicationId} />
      <input type="hidden" name="request" value={id} />
    </>
  )
  const about = <span className="sr-only"> {name}</span>
  return (
    <li className="card space-y-3" id={`request-${id}`}>
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h3>
          <bdi>{name}</bdi> <span className="font-normal text-quiet">{KIND[kind].who.toLowerCase()}</span>
        </h3>
        <Tag tone={STATE[state].tone}>{STATE[state].text}</Tag>
      </div>
      <p className="text-quiet">
        <bdi>{shownAddress(email)}</bdi>
        {request.position && `, ${request.position}`}
        {request.institution && `, ${request.institution}`}
      </p>
      <History request={request} zone={zone} />
      {failed && state !== 'received' && (
        <p className="font-semibold text-bad">Our last mail could not be delivered. Please check the address.</p>
      )}
      {outdated && (
        <p className="font-semibold text-bad">
          They agreed while you had chosen another institution. Please ask them again for the one that you have chosen
          now.
        </p>
      )}
      {request.reason && (
        <p>
          They wrote: <q dir="auto">{request.reason}</q>
        </p>
      )}
      {asking && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {requestAllows('invite', state) && (
            <ActionForm action={invite} label={<>Send the invitation{about}</>}>
              {ids}
            </ActionForm>
          )}
          {requestAllows('resend', state) && (
            <ActionForm action={invite} label={<>Send the mail again{about}</>} look="secondary">
              {ids}
              <input type="hidden" name="again" value="yes" />
            </ActionForm>
          )}
          {(requestAllows('replace', state) || outdated) && (
            <a className="link" href={`${path}?change=${id}#person-form`}>
              {outdated ? 'Ask again, or name another' : 'Change or replace'}
              {about}
            </a>
          )}
          {requestAllows('replace', state) && editable && (
            <ActionForm action={remove} label={<>Remove{about}</>} look="quiet">
              {ids}
            </ActionForm>
          )}
        </div>
      )}
    </li>
  )
}

function History({ request, zone }: { request: ReferenceRequest; zone: string }) {
  const { mailedAt, openedAt, answeredAt, state, reminders } = request
  return (
    <ul className="text-sm text-quiet">
      {mailedAt && (
        <li>
          Last mail sent on <Instant at={mailedAt} zone={zone} />
          {reminders > 0 && `, ${reminders === 1 ? '1 reminder' : `${reminders} reminders`} so far`}
        </li>
      )}
      {openedAt && (
        <li>
          Began to answer on <Instant at={openedAt} zone={zone} />
        </li>
      )}
      {answeredAt && (
        <li>
          {STATE[state].text} on <Instant at={answeredAt} zone={zone} />
        </li>
      )}
    </ul>
  )
}
