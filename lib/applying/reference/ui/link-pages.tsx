import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import type { RequestAction } from '@/lib/lifecycle/requests'
import { Page } from '@/lib/shared/ui/page'
import { allowed } from '../answer'
import type { Asked } from '../asked'
import { viewAsked } from '../link-view'

/** The parts that the pages of a link share. */

export type LinkProps = {
  params: Promise<{ token: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** The link's request, for a page that needs a possible action; otherwise the first page says what is possible. */
export async function viewFor(token: string, action: RequestAction) {
  const view = await viewAsked(token)
  if (view.problem !== undefined || !allowed(view.holder, action, view.asked)) redirect(`/r/${token}`)
  return view
}

/** The same answer for a link that never existed, is incomplete, or has ended. */
export function DeadLink({ problem }: { problem: string }) {
  return (
    <Page title="This link does not work">
      <p>{problem}</p>
      <p>
        Please use the whole link in our newest e-mail. If that does not work either, ask the applicant to have the
        e-mail sent again.
      </p>
    </Page>
  )
}

/** A link whose request has ended: by its owner, whom the page thanks, or by the applicant. */
export function EndedLink({ disowned }: { disowned: boolean }) {
  return (
    <Page title="Nothing is needed from you">
      <p>
        {disowned
          ? 'Thank you. We have told the applicant that you are not the person they mean. You will get no more mail about it.'
          : 'The applicant has named somebody else, or another address of yours, so this link has ended.'}
      </p>
    </Page>
  )
}

/** Who asks, and for what. */
export function AboutRequest({ asked }: { asked: Asked }) {
  const { applicant, call, application, request } = asked
  const { definition } = call
  const track = definition.tracks.find(({ key }) => key === application.track)?.name
  const institution = definition.institutions.find(({ key }) => key === application.institution)?.name
  const rows: [label: string, value: ReactNode][] = [
    ['Applicant', <bdi key="name">{applicant.name}</bdi>],
    ['Scholarship', [call.title, track].filter(Boolean).join(', ')],
    ['Host institution', institution ?? 'Not chosen yet'],
    ['You', <bdi key="self">{[request.name, request.position].filter(Boolean).join(', ')}</bdi>],
  ]
  if (request.relation) rows.push(['How the applicant says they know you', request.relation])
  return (
    <dl className="card divide-y divide-line py-1">
      {rows.map(([label, value]) => (
        <div key={label} className="py-2 sm:grid sm:grid-cols-[1fr_2fr] sm:gap-4">
          <dt className="text-quiet">{label}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export const Token = ({ token }: { token: string }) => <input type="hidden" name="token" value={token} />
