import { db } from '@/db/client'
import { count } from '@/lib/shared/format/format'
import { countedReviews, type ReviewerRow, reviewersOf } from '../assigned-reviewers'
import { type Comment, commentsOf } from '../discussion'
import type { ReviewView } from '../view'
import { Discussion } from './discussion'
import { ReviewCard } from './review-card'

/**
 * What a reviewer reads once their own review is in: the other reviews, by letter instead of name, and the discussion.
 */
export async function Others({ view }: { view: ReviewView }) {
  const { application, person, definition, track } = view
  const [rows, comments] = await Promise.all([reviewersOf(db, application.id), commentsOf(db, person, application.id)])
  const others = countedReviews(rows).filter((row) => row.person.id !== person.id)
  const missing = rows.filter(({ assignment, review }) => !assignment.endedAt && !review?.submittedAt).length
  return (
    <>
      <section aria-labelledby="others" className="space-y-4">
        <h2 id="others">The other reviews</h2>
        {missing > 0 && <p>{count(missing, 'review')} still to come.</p>}
        {others.length === 0 && missing === 0 && <p>There are no other reviews.</p>}
        <div className="grid gap-4 lg:grid-cols-2">
          {others.map(({ assignment, review, letter }) => (
            <ReviewCard
              key={assignment.id}
              id={assignment.id}
              title={`Reviewer ${letter}`}
              definition={definition}
              track={track}
              review={review}
              toApplicant={false}
            />
          ))}
        </div>
      </section>
      <Discussion
        applicationId={application.id}
        personId={person.id}
        comments={comments}
        authorOf={(entry) => authorByLetter(rows, entry)}
        zone={definition.timeZone}
        from="review"
      />
    </>
  )
}

/** Reviewers know each other only by letters. */
export function authorByLetter(rows: ReviewerRow[], { personId }: Pick<Comment, 'personId'>): string {
  const row = rows.find((candidate) => candidate.person.id === personId)
  if (!row) return 'The chief reviewer'
  return `Reviewer ${row.letter}${row.assignment.endedAt ? ', who no longer reviews it' : ''}`
}
