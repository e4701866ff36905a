import type { Metadata } from 'next'
import { decline } from '@/lib/applying/reference/link-actions'
import { type LinkProps, viewFor } from '@/lib/applying/reference/ui/link-pages'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Decline' }

export default async function DeclinePage({ params }: LinkProps) {
  const { token } = await params
  const { asked } = await viewFor(token, 'decline')
  return (
    <Page
      title={asked.request.kind === 'referee' ? 'Decline to write' : 'Decline to host'}
      caption={`For ${asked.applicant.name}`}
      back={{ href: `/r/${token}`, label: 'The request' }}
    >
      <p>
        We tell the applicant at once, and they can name somebody else. Until they do, you can change your mind through
        the same link.
      </p>
      <div className="card">
        <FieldsForm
          action={decline}
          submit="Decline"
          hidden={{ token }}
          fields={[
            {
              name: 'reason',
              label: 'Reason',
              type: 'textarea',
              optional: true,
              autoComplete: 'off',
              hint: 'The applicant reads it.',
            },
          ]}
        />
      </div>
    </Page>
  )
}
