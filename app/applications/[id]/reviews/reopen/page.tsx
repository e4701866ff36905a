import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { reopen } from '@/lib/selecting/review/discuss-actions'
import { viewReviews } from '@/lib/selecting/review/staff-view'
import { type PageProps, param } from '@/lib/shared/address'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Open a review again' }

type Props = PageProps & { params: Promise<{ id: string }> }

export default async function ReopenPage({ params, searchParams }: Props) {
  const { application, leads, counted } = await viewReviews((await params).id)
  if (!leads) notFound()
  const asked = param(await searchParams, 'assignment')
  const row = counted.find(({ assignment }) => assignment.id === asked)
  const back = { href: `/applications/${application.id}/reviews`, label: 'Reviews' }
  if (!row || row.assignment.endedAt || application.state !== 'under-review')
    return (
      <Page title="Open a review again" caption={application.number} back={back}>
        <Notice>There is no such review that can be opened again.</Notice>
      </Page>
    )
  return (
    <Page title="Open a review again" caption={application.number} back={back}>
      <p>
        <bdi className="font-semibold">{row.person.name}</bdi> (Reviewer {row.letter}) can then change it, and it does
        not count until it is submitted again. They get an e-mail with the reason. That they may have read the other
        reviews meanwhile is recorded.
      </p>
      <div className="card">
        <FieldsForm
          action={reopen}
          submit="Open it again"
          hidden={{ application: application.id, assignment: row.assignment.id }}
          fields={[
            { name: 'reason', label: 'Reason', type: 'textarea', autoComplete: 'off', hint: 'The reviewer reads it.' },
          ]}
        />
      </div>
    </Page>
  )
}
