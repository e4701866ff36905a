import { db } from '@/db/client'
import type { ApplicationView } from '@/lib/applying/application/applicant-view'
import { type RequestKind, requestAllows } from '@/lib/lifecycle/requests'
import { can } from '@/lib/people/permissions'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { ButtonLink } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { inviteEverybody } from '../actions'
import { type ReferenceRequest, standingRequests, undelivered } from '../queries'
import { isOutdated, lettersFor, lettersUntil, namingErrors, needsSupervisor } from '../rules'
import { PersonForm } from './person-form'
import { RequestCard } from './request-card'

type Query = Record<string, string | string[] | undefined>
type Props = { view: ApplicationView; path: string; next: string; query: Query }

/** Referees and the host supervisor: name, invite, follow and replace them, before and after submission. */
export async function ReferencesSection({ view, path, next, query }: Props) {
  const { application, call, facts, editable, person } = view
  const { references, timeZone } = call.definition
  if (!references) return null
  const [requests, failed] = await Promise.all([standingRequests(db, application.id), undelivered(db, application.id)])
  const until = lettersUntil(application)
  const asking = can(person, 'ask-references', application) && lettersFor(application, new Date()) === 'open'
  const of = (kind: RequestKind) => requests.filter((request) => request.kind === kind)
  const errors = query.check
    ? namingErrors(
        call.definition,
        facts,
        requests.map(({ kind }) => kind),
      )
    : {}
  const form = asking ? formOf(query, requests, application.institution) : null
  const named = requests.filter(({ state }) => requestAllows('invite', state))
  const card = (request: ReferenceRequest) => (
    <RequestCard
      key={request.id}
      request={request}
      path={path}
      asking={asking}
      editable={editable}
      zone={timeZone}
      failed={failed.has(request.id)}
      outdated={isOutdated(request, application.institution)}
    />
  )
  const add = (kind: RequestKind, label: string) =>
    asking &&
    !form && (
      <ButtonLink href={`${path}?add=${kind}#person-form`} look="secondary">
        {label}
      </ButtonLink>
    )
  return (
    <>
      <ErrorSummary problems={Object.entries(errors).map(([id, message]) => ({ id, message }))} />
      <Told query={query} requests={requests} />
      <p>
        {asking ? 'Letters are taken until ' : 'Letters were taken until '}
        <Instant at={until} zone={timeZone} />.
        {editable && named.length > 0 && ' When you submit, we invite the people whom you have not invited yet.'}
      </p>
      {form && <PersonForm application={application.id} kind={form.kind} former={form.former} back={path} />}
      <section id="referees" tabIndex={-1} aria-labelledby="referees-title" className="space-y-3">
        <h2 id="referees-title">
          Referees: {of('referee').length} of {references.min}
        </h2>
        <ul className="space-y-4">{of('referee').map(card)}</ul>
        {of('referee').length < references.max && add('referee', 'Add a referee')}
      </section>
      {(needsSupervisor(call.definition, facts) || of('supervisor').length > 0) && (
        <section id="supervisor" tabIndex={-1} aria-labelledby="supervisor-title" className="space-y-3">
          <h2 id="supervisor-title">Host supervisor</h2>
          <p>
            {needsSupervisor(call.definition, facts)
              ? 'Your institution asks for a supervisor who has agreed to host you. We ask them to confirm it.'
              : 'The institution that you have chosen asks for none when you apply.'}
          </p>
          <ul className="space-y-4">{of('supervisor').map(card)}</ul>
          {of('supervisor').length === 0 && add('supervisor', 'Add the host supervisor')}
        </section>
      )}
      {asking && !form && named.length > 1 && (
        <ActionForm action={inviteEverybody} label={`Send all ${named.length} invitations`}>
          <input type="hidden" name="application" value={application.id} />
        </ActionForm>
      )}
      {editable && !form && (
        <div className="border-t border-line pt-6">
          <ButtonLink href={next}>Continue</ButtonLink>
        </div>
      )}
    </>
  )
}

/** The form that the page's address asks for, if it makes sense. */
function formOf(
  query: Query,
  requests: ReferenceRequest[],
  institution: string | null,
): { kind: RequestKind; former?: ReferenceRequest } | null {
  const changed = requests.find(({ id }) => id === query.change)
  const former = changed && (requestAllows('replace', changed.state) || isOutdated(changed, institution)) && changed
  if (former) return { kind: former.kind, former }
  return query.add === 'referee' || query.add === 'supervisor' ? { kind: query.add } : null
}

/** What was just done, from the page's address. */
function Told({ query, requests }: { query: Query; requests: ReferenceRequest[] }) {
  const of = (id: unknown) => requests.find((request) => request.id === id)
  const named = of(query.named)
  const invited = of(query.invited)
  const said = named
    ? `${named.name} is ${named.state === 'named' ? 'named. The invitation is not sent yet.' : 'invited.'}`
    : invited
      ? `The mail to ${invited.name} is on its way.`
      : query.invited === 'all'
        ? 'The invitations are on their way.'
        : query.removed && 'The person was removed.'
  return said ? <Notice tone="good" live title={said} /> : null
}
