import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Unsent } from '@/lib/form/ui/unsent'
import { submit } from '@/lib/selecting/review/actions'
import { criteriaOf } from '@/lib/selecting/review/form'
import { isOpenForReview } from '@/lib/selecting/review/load'
import { totalOf } from '@/lib/selecting/review/score'
import { reviewErrors } from '@/lib/selecting/review/section'
import { ReviewCard } from '@/lib/selecting/review/ui/review-card'
import { SubmitForm } from '@/lib/selecting/review/ui/submit-form'
import { viewReview } from '@/lib/selecting/review/view'
import { count } from '@/lib/shared/format/format'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Submit your review' }

export default async function SubmitPage({ params }: { params: Promise<{ id: string }> }) {
  const view = await viewReview((await params).id)
  const { application, review, definition, track, number } = view
  if (!view.cleared) notFound()
  const at = `/review/${application.id}`
  if (review?.submittedAt || !isOpenForReview(view) || !review)
    return (
      <Page title="Submit your review" caption={number} back={{ href: at, label: 'Your review', reload: true }}>
        <Notice>{review?.submittedAt ? 'Your review is in already.' : 'There is nothing to submit.'}</Notice>
      </Page>
    )
  const missing = Object.values(reviewErrors(definition, track, review.answers))
  const { next } = await view.queue()
  const total = totalOf(criteriaOf(definition, track), review.answers)
  return (
    <Page title="Submit your review" caption={number} back={{ href: at, label: 'Change it', reload: true }}>
      <ErrorSummary
        title="Not ready to be submitted yet"
        problems={missing.map((message) => ({ id: `${at}?check=1`, message }))}
      />
      <ReviewCard
        id="own"
        title="As it will be submitted"
        definition={definition}
        track={track}
        review={{ ...review, total }}
        toApplicant
      />
      {missing.length === 0 && (
        <section className="card space-y-3">
          <h2>Submit it</h2>
          <p>
            After this you can’t change it. You then see the other reviews of this application and can discuss it
            {definition.reviewersPerApplication > 1 &&
              ` with ${count(definition.reviewersPerApplication - 1, 'other reviewer')}`}
            .
          </p>
          <Unsent urlStart={`/api/reviews/${application.id}`} pages={at} sections={[['', 'Your review']]} editable>
            <SubmitForm
              action={submit}
              application={application.id}
              version={review.version}
              next={next?.number ?? null}
            />
          </Unsent>
        </section>
      )}
    </Page>
  )
}
