import type { Metadata } from 'next'
import Link from 'next/link'
import { disagree } from '@/lib/selecting/review/disagreement'
import { FULL } from '@/lib/selecting/review/score'
import { viewReviews } from '@/lib/selecting/review/staff-view'
import { Discussion } from '@/lib/selecting/review/ui/discussion'
import { ReviewCard } from '@/lib/selecting/review/ui/review-card'
import { Reviewers } from '@/lib/selecting/review/ui/reviewers'
import { noticeIn, type PageProps } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

type Props = PageProps & { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Reviews of ${(await viewReviews((await params).id)).application.number}` }
}

const NOTICES: Record<string, string> = {
  reopened: 'The review is open again. We have told its reviewer.',
  withdrawn: 'The conflict of interest was taken back. The reviewer is asked once more before they see anything.',
}

export default async function ReviewsPage({ params, searchParams }: Props) {
  const view = await viewReviews((await params).id)
  const { application, call, leads, rows, counted, comments, person } = view
  const { definition } = call
  const notice = noticeIn(await searchParams, NOTICES)
  const totals = counted.map(({ review }) => review.total!)
  return (
    <Page
      title="Reviews"
      caption={application.number}
      back={{ href: `/applications/${application.id}`, label: 'Application' }}
    >
      {notice && (
        <Notice tone="good" live>
          {notice}
        </Notice>
      )}
      <p>
        {count(counted.length, 'review')} in
        {application.score !== null && (
          <>
            , mean <strong>{application.score.toFixed(1)}</strong> of {FULL}
          </>
        )}
        .
      </p>
      {disagree(totals, definition.review.disagreement) && (
        <Notice tone="warning" title="The reviewers disagree">
          <p>
            Their totals differ by {(Math.max(...totals) - Math.min(...totals)).toFixed(1)}; the Call asks for a further
            reviewer above {definition.review.disagreement}.
          </p>
        </Notice>
      )}
      {leads && <Reviewers applicationId={application.id} rows={rows} />}
      <section aria-labelledby="reviews-in" className="space-y-4">
        <h2 id="reviews-in">Reviews that are in</h2>
        {counted.length === 0 && <p>There is no review yet. You see a review once the reviewer submits it.</p>}
        {counted.map(({ assignment, review, letter, person: reviewer }) => (
          <ReviewCard
            key={assignment.id}
            id={assignment.id}
            title={
              <>
                Reviewer {letter}
                {leads && (
                  <>
                    : <bdi>{reviewer.name}</bdi>
                  </>
                )}
              </>
            }
            definition={definition}
            review={review}
            track={application.track!}
            toApplicant={leads}
          >
            {leads && application.state === 'under-review' && !assignment.endedAt && (
              <p>
                <Link
                  href={`/applications/${application.id}/reviews/reopen?assignment=${assignment.id}`}
                  prefetch={false}
                  className="link"
                >
                  Open it again<span className="sr-only"> for Reviewer {letter}</span>
                </Link>
              </p>
            )}
          </ReviewCard>
        ))}
      </section>
      {leads && (
        <Discussion
          applicationId={application.id}
          personId={person.id}
          comments={comments}
          authorOf={(entry) => {
            const row = rows.find((candidate) => candidate.person.id === entry.personId)
            return (
              <>
                {row && `Reviewer ${row.letter}: `}
                <bdi>{entry.author}</bdi>
              </>
            )
          }}
          zone={definition.timeZone}
          from="staff"
        />
      )}
    </Page>
  )
}
