import type { Metadata } from 'next'
import { declareOne } from '@/lib/selecting/review/actions'
import { ConflictDefinition } from '@/lib/selecting/review/ui/declare'
import { GiveUpPage } from '@/lib/selecting/review/ui/give-up-page'
import { viewReview } from '@/lib/selecting/review/view'

export const metadata: Metadata = { title: 'Declare a conflict of interest' }

export default async function ConflictPage({ params }: { params: Promise<{ id: string }> }) {
  const view = await viewReview((await params).id)
  const { number, definition, review } = view
  const reason = { label: 'What it is', optional: true, hint: 'The chief reviewer alone reads it.' }
  return (
    <GiveUpPage
      view={view}
      title="Declare a conflict of interest"
      form={{ action: declareOne, submit: 'I have a conflict of interest', reason }}
    >
      <ConflictDefinition definition={definition} />
      <p>
        After this you see nothing more of {number}, and you cannot take it back: only the chief reviewer can, and we
        tell them now.{' '}
        {review?.submittedAt
          ? 'Your review is kept, and does not count any more.'
          : review && 'What you wrote is kept, and does not count.'}
      </p>
    </GiveUpPage>
  )
}
