import type { Metadata } from 'next'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { declareOne } from '@/lib/review/actions'
import { ConflictDefinition } from '@/lib/review/ui/declare'
import { viewReview } from '@/lib/review/view'
import { Page } from '@/lib/ui/page'

export const metadata: Metadata = { title: 'Declare a conflict of interest' }

export default async function ConflictPage({ params }: { params: Promise<{ id: string }> }) {
  const { application, number, definition, review } = await viewReview((await params).id)
  return (
    <Page
      title="Declare a conflict of interest"
      caption={number}
      back={{ href: `/review/${application.id}`, label: 'Back to it', reload: true }}
    >
      <ConflictDefinition definition={definition} />
      <p>
        After this you see nothing more of {number}, and you cannot take it back: only the chief reviewer can, who is
        told now.{' '}
        {review?.submittedAt
          ? 'Your review is kept, and does not count any more.'
          : review && 'What you wrote is kept, and does not count.'}
      </p>
      <div className="card">
        <FieldsForm
          action={declareOne}
          submit="I have a conflict of interest"
          hidden={{ application: application.id }}
          fields={[
            {
              name: 'reason',
              label: 'What it is',
              type: 'textarea',
              optional: true,
              autoComplete: 'off',
              hint: 'The chief reviewer alone reads it.',
            },
          ]}
        />
      </div>
    </Page>
  )
}
