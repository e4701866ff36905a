import Link from 'next/link'
import { NextKey } from '@/lib/shared/ui/keys'
import type { ReviewView } from '../view'

/** The top of a review's page: links back and on, and ways to give it up. */
export async function ReviewHead({ view }: { view: ReviewView }) {
  const { application, number, review } = view
  const [queue, outline] = await Promise.all([view.queue(), view.outline()])
  const at = `/review/${application.id}`
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
      <div>
        <Link href="/review" prefetch={false} className="link">
          <span aria-hidden="true">← </span>Reviews
        </Link>{' '}
        <span className="text-quiet">
          {queue.in} of {queue.all} in
        </span>
        <h1 className="text-2xl">{number}</h1>
        <p className="text-sm text-quiet">{[outline.track, outline.programme, outline.institution].join(' · ')}</p>
      </div>
      <nav aria-label="This review" className="flex flex-wrap gap-x-4 gap-y-1">
        <a href="#score" className="link lg:hidden">
          Go to your review
        </a>
        <Link href={`${at}/conflict`} prefetch={false} className="link">
          I have a conflict of interest
        </Link>
        {!review?.submittedAt && (
          <Link href={`${at}/decline`} prefetch={false} className="link">
            I cannot review this one
          </Link>
        )}
        {queue.next && (
          <>
            <a href={`/review/${queue.next.id}`} className="link">
              Next: {queue.next.number}
            </a>
            <NextKey href={`/review/${queue.next.id}`} />
          </>
        )}
      </nav>
    </div>
  )
}
