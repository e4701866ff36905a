import type { Metadata } from 'next'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { decline } from '@/lib/review/actions'
import { viewReview } from '@/lib/review/view'
import { Notice } from '@/lib/ui/notice'
import { Page } from '@/lib/ui/page'

export const metadata: Metadata = { title: 'Decline to review' }

export default async function DeclinePage({ params }: { params: Promise<{ id: string }> }) {
  const { application, number, review } = await viewReview((await params).id)
  const at = `/review/${application.id}`
  if (review?.submittedAt)
    return (
      <Page title="Decline to review" caption={number} back={{ href: at, label: 'Back to it', reload: true }}>
        <Notice>Your review is in already, so there is nothing to decline.</Notice>
      </Page>
    )
  return (
    <Page title="Decline to review" caption={number} back={{ href: at, label: 'Back to it', reload: true }}>
      <p>
        The chief reviewer is told and looks for somebody else. {number} leaves your list; they can give it to you
        again. If it is for a conflict of interest,{' '}
        <a href={`${at}/conflict`} className="link">
          declare that instead
        </a>
        .
      </p>
      <div className="card">
        <FieldsForm
          action={decline}
          submit="I cannot review it"
          hidden={{ application: application.id }}
          fields={[
            {
              name: 'reason',
              label: 'Reason',
              type: 'textarea',
              autoComplete: 'off',
              hint: 'For example: too far from my field. The chief reviewer reads it.',
            },
          ]}
        />
      </div>
    </Page>
  )
}
