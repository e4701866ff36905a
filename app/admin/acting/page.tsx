import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { end, find } from '@/lib/applying/acting/actions'
import { type ListedActing, listActings } from '@/lib/applying/acting/queries'
import { ActingFacts } from '@/lib/applying/acting/ui/acting-facts'
import type { Person } from '@/lib/people/actor'
import { requireRunner } from '@/lib/people/session'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { count } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Acting for applicants' }

/** The most rows shown; the record has all. */
const MOST = 100

type Props = { searchParams: Promise<{ notice?: string | string[] }> }

export default async function ActingPage({ searchParams }: Props) {
  const admin = await requireRunner('acting', '/admin/acting')
  const [list, { notice }] = await Promise.all([listActings(db, admin, MOST), searchParams])
  const now = list.filter(({ stands }) => stands)
  const past = list.filter(({ stands }) => !stands)
  return (
    <Page title="Acting for applicants">
      {notice === 'ended' && (
        <Notice tone="good" live>
          You no longer act for this applicant. We tell them what you changed.
        </Notice>
      )}
      <p>
        For applicants who ask for help, by telephone, say. You see their application as they do and fill it in for
        them, for an hour at most. We tell them when it begins and when it ends, and record everything under your name.
        Submitting and withdrawing it, and answering an offer, stays with them.
      </p>
      <section className="space-y-3">
        <h2>Find an application</h2>
        <FieldsForm
          action={find}
          submit="Find the application"
          fields={[
            {
              name: 'who',
              label: 'Number of the application, or the applicant’s e-mail address',
              autoComplete: 'off',
              hint: 'The whole address. A draft has no number yet.',
            },
          ]}
        />
      </section>
      <section className="space-y-3">
        <h2>Going on now</h2>
        {now.length === 0 && <p className="text-quiet">Nobody acts for an applicant at the moment.</p>}
        <List list={now} admin={admin} />
      </section>
      <section className="space-y-3">
        <h2>In the past</h2>
        {past.length === 0 && <p className="text-quiet">Nobody has acted for an applicant yet.</p>}
        <List list={past} admin={admin} />
        {list.length === MOST && (
          <p>
            Older ones are in the{' '}
            <Link className="link" prefetch={false} href="/admin/audit?type=acting-began">
              record
            </Link>
            .
          </p>
        )}
      </section>
    </Page>
  )
}

function List({ list, admin }: { list: ListedActing[]; admin: Person }) {
  return (
    <ul className="space-y-4">
      {list.map((acting) => {
        const { id, applicationId, applicant, number, callTitle, by, stands, zone, changes } = acting
        const here = stands && acting.personId === admin.id && acting.sessionId === admin.sessionId
        return (
          <li key={id} className="card space-y-3">
            <h3>
              <bdi>{by}</bdi> for <bdi>{applicant}</bdi>
            </h3>
            <p className="text-quiet">
              {number ? `${number}, ` : ''}
              {callTitle}
            </p>
            <ActingFacts acting={acting} zone={zone}>
              <p>{changes === 0 ? 'Nothing was changed' : `${count(changes, 'change')} recorded`}.</p>
            </ActingFacts>
            {here && (
              <p>
                <Link className="link" prefetch={false} href={`/apply/${applicationId}`}>
                  Go on with the application
                </Link>
              </p>
            )}
            {stands && (
              <ActionForm action={end} label="End it" look="secondary">
                <input type="hidden" name="id" value={applicationId} />
              </ActionForm>
            )}
          </li>
        )
      })}
    </ul>
  )
}
