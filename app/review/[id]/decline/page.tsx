import type { Metadata } from 'next'
import { decline } from '@/lib/selecting/review/actions'
import { GiveUpPage } from '@/lib/selecting/review/ui/give-up-page'
import { viewReview } from '@/lib/selecting/review/view'
import { Notice } from '@/lib/shared/ui/notice'

export const metadata: Metadata = { title: 'Decline to review' }

export default async function DeclinePage({ params }: { params: Promise<{ id: string }> }) {
  const view = await viewReview((await params).id)
  const { application, number, review } = view
  const reason = { label: 'Reason', hint: 'For example: too far from my field. The chief reviewer reads it.' }
  return (
    <GiveUpPage
      view={view}
      title="Decline to review"
      form={review?.submittedAt ? null : { action: decline, submit: 'I cannot review it', reason }}
    >
      {review?.submittedAt ? (
        <Notice>Your review is in already, so there is nothing to decline.</Notice>
      ) : (
        <p>
          We tell the chief reviewer, who looks for somebody else. {number} leaves your list; they can give it to you
          again. If it is for a conflict of interest,{' '}
          <a href={`/review/${application.id}/conflict`} className="link">
            declare that instead
          </a>
          .
        </p>
      )}
    </GiveUpPage>
  )
}
