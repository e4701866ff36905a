import type { ReactNode } from 'react'
import type { CallDefinition } from '@/lib/call/definition'
import { Instant } from '@/lib/shared/ui/instant'
import { criteriaOf, RECOMMENDATION, TO_APPLICANT, TO_COMMITTEE } from '../form'
import type { Review } from '../load'
import { FULL, scoreOf } from '../score'

type Props = {
  id: string
  title: ReactNode
  definition: CallDefinition
  track: string
  review: Review
  /** Whether to show the comment to the applicant too. */
  toApplicant: boolean
  children?: ReactNode
}

/** A submitted review. */
export function ReviewCard({ id, title, definition, track, review, toApplicant, children }: Props) {
  const { answers, total, submittedAt } = review
  const recommended = definition.review.recommendations.find(({ value }) => value === answers[RECOMMENDATION])
  return (
    <article className="card space-y-3" aria-labelledby={`review-${id}`}>
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h3 id={`review-${id}`}>{title}</h3>
        {total !== null && (
          <p className="font-semibold">
            {total.toFixed(1)} of {FULL}
          </p>
        )}
      </div>
      <dl className="grid grid-cols-[fit-content(60%)_1fr] gap-x-4 gap-y-1">
        {criteriaOf(definition, track).map((criterion) => (
          <Row key={criterion.key} label={criterion.label}>
            {scoreOf(criterion, answers) ?? '–'} of {criterion.max}
          </Row>
        ))}
        {recommended && <Row label="Recommendation">{recommended.label}</Row>}
      </dl>
      <Comment label="To the committee" text={answers[TO_COMMITTEE]} />
      {toApplicant && <Comment label="To the applicant (kept for the results)" text={answers[TO_APPLICANT]} />}
      {submittedAt && (
        <p className="text-sm text-quiet">
          Submitted <Instant at={submittedAt} zone={definition.timeZone} />
        </p>
      )}
      {children}
    </article>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-quiet">{label}</dt>
      <dd className="text-right">{children}</dd>
    </>
  )
}

function Comment({ label, text }: { label: string; text: unknown }) {
  if (typeof text !== 'string' || !text.trim()) return null
  return (
    <div>
      <p className="text-quiet">{label}</p>
      <p dir="auto" className="whitespace-pre-wrap [unicode-bidi:plaintext]">
        {text}
      </p>
    </div>
  )
}
