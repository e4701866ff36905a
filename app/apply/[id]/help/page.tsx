import type { Metadata } from 'next'
import { db } from '@/db/client'
import { end } from '@/lib/applying/acting/actions'
import { changesIn } from '@/lib/applying/acting/changes'
import { actingsOf } from '@/lib/applying/acting/queries'
import { ActingFacts } from '@/lib/applying/acting/ui/acting-facts'
import { viewApplication } from '@/lib/applying/application/applicant-view'
import { eventsOf } from '@/lib/platform/ledger/queries'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Help with this application' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ notice?: string | string[] }> }

/** Who acts and acted for the applicant, and what they changed. Both the applicant and the admin can end it here. */
export default async function HelpPage({ params, searchParams }: Props) {
  const { id } = await params
  const { application, applicant, call, helping } = await viewApplication(id, `/apply/${id}/help`)
  const [list, events, { notice }] = await Promise.all([actingsOf(db, id), eventsOf(db, id), searchParams])
  const { timeZone: zone, funder } = call.definition
  return (
    <Page
      title="Help with this application"
      caption={application.number ?? call.title}
      back={{ href: `/apply/${id}`, label: 'Application' }}
    >
      {notice === 'ended' && (
        <Notice tone="good" live>
          The help has ended. Nobody but you can change this application now.
        </Notice>
      )}
      <p>
        {helping
          ? 'The applicant sees this page too.'
          : `If you cannot fill in something yourself, ask the ${funder} for help. One of its admins can then read this application, fill it in, add documents and name your referees, for an hour at most. Submitting it stays with you.`}
      </p>
      {list.length === 0 && <p className="text-quiet">Nobody has helped with this application.</p>}
      {list.map((acting) => (
        <section key={acting.id} className="card space-y-3" aria-labelledby={`acting-${acting.id}`}>
          <h2 id={`acting-${acting.id}`}>
            <bdi>{acting.by}</bdi> ({funder})
          </h2>
          <ActingFacts acting={acting} zone={zone}>
            <Changes changes={changesIn(call.definition, events, acting.id)} />
          </ActingFacts>
          {acting.stands && (
            <ActionForm
              action={end}
              label={helping ? 'Stop acting for this applicant' : 'End the help'}
              look={helping ? 'primary' : 'danger'}
            >
              <input type="hidden" name="id" value={id} />
              {helping && (
                <p>
                  <bdi>{applicant.name}</bdi> gets an e-mail that says what you changed.
                </p>
              )}
            </ActionForm>
          )}
        </section>
      ))}
    </Page>
  )
}

function Changes({ changes }: { changes: string[] }) {
  if (changes.length === 0) return <p>Nothing was changed.</p>
  return (
    <>
      <p className="font-semibold">What was changed</p>
      <ul className="list-disc pl-5">
        {changes.map((change, index) => (
          <li key={index} dir="auto">
            {change}
          </li>
        ))}
      </ul>
    </>
  )
}
