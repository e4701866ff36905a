import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { formOptions } from '@/lib/applying/application/form-options'
import { sendReview } from '@/lib/selecting/review/actions'
import { criteriaOf } from '@/lib/selecting/review/form'
import { isOpenForReview } from '@/lib/selecting/review/load'
import { reviewContext, reviewErrors, reviewSection } from '@/lib/selecting/review/section'
import { ApplicationReader } from '@/lib/selecting/review/ui/application-reader'
import { Declare } from '@/lib/selecting/review/ui/declare'
import { Others } from '@/lib/selecting/review/ui/other-reviews'
import { ReviewCard } from '@/lib/selecting/review/ui/review-card'
import { ReviewHead } from '@/lib/selecting/review/ui/review-head'
import { ScoreForm } from '@/lib/selecting/review/ui/score-form'
import { type ReviewView, viewReview } from '@/lib/selecting/review/view'
import { type PageProps, param } from '@/lib/shared/address'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

type Props = PageProps & { params: Promise<{ id: string }> }

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { number } = await viewReview((await params).id)
  return { title: `${(await searchParams).check ? 'Error: ' : ''}Review of ${number}` }
}

export default async function ReviewPage({ params, searchParams }: Props) {
  const view = await viewReview((await params).id)
  const search = await searchParams
  if (!view.cleared)
    return (
      <Page title={view.number} caption={view.call.title} back={{ href: '/review', label: 'Reviews' }}>
        <HandedIn view={view} id={param(search, 'after')} />
        <Declare view={view} />
      </Page>
    )
  return (
    <div className="mx-auto w-full max-w-[110rem] space-y-6 px-4 py-4">
      <ReviewHead view={view} />
      <HandedIn view={view} id={param(search, 'after')} />
      <div className="gap-6 lg:grid lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <section
          aria-label="The application"
          className="lg:h-[calc(100dvh-11rem)] lg:min-h-[28rem] lg:overflow-y-auto lg:p-1"
        >
          <ApplicationReader view={view} show={param(search, 'show')} />
        </section>
        <section
          id="score"
          aria-label="Your review"
          className="space-y-4 max-lg:mt-8 lg:h-[calc(100dvh-11rem)] lg:min-h-[28rem] lg:overflow-y-auto lg:p-1"
        >
          <OwnReview view={view} check={Boolean(search.check)} />
        </section>
      </div>
      {view.discusses && <Others view={view} />}
    </div>
  )
}

/** The form while it can be changed; otherwise the submitted review, or why it cannot be changed. */
function OwnReview({ view, check }: { view: ReviewView; check: boolean }) {
  const { application, review, definition, track } = view
  if (review?.submittedAt)
    return (
      <ReviewCard id="own" title="Your review is in" definition={definition} track={track} review={review} toApplicant>
        <p className="text-sm text-quiet">It cannot be changed any more, unless the chief reviewer opens it again.</p>
      </ReviewCard>
    )
  if (!isOpenForReview(view))
    return (
      <Notice title="Reviewing has ended">
        <p>
          An admin decided on this application before you submitted your review. The portal keeps your review, but it
          does not count.
        </p>
      </Notice>
    )
  const section = reviewSection(definition, track)
  const answers = review?.answers ?? {}
  const { today, facts } = reviewContext(definition, track)
  return (
    <>
      <h2>{section.title}</h2>
      <ScoreForm
        section={section}
        criteria={criteriaOf(definition, track).map(({ key, min, max, weight }) => ({ key, min, max, weight }))}
        stored={{ answers, version: review?.version ?? 0, savedAt: review?.savedAt.toISOString() ?? null }}
        facts={facts}
        today={today}
        options={formOptions(definition, section)}
        url={`/api/reviews/${application.id}`}
        next={`/review/${application.id}/submit`}
        overview="/review"
        pageId={randomUUID()}
        errors={check ? reviewErrors(definition, track, answers) : {}}
        action={sendReview.bind(null, application.id)}
      />
      <p className="text-sm text-quiet max-lg:hidden">
        Keys: digits give a score while you are at a criterion, <kbd>n</kbd> opens the next application.
      </p>
    </>
  )
}

/** The review that was submitted just before this one was opened. */
async function HandedIn({ view, id }: { view: ReviewView; id: string | undefined }) {
  const queue = id ? await view.queue() : null
  const before = queue?.find(id)
  if (!queue || before?.stage !== 'in') return null
  return (
    <Notice tone="good" live>
      <p>
        Your review of {before.number} is in. {queue.in} of {queue.all} are.
      </p>
    </Notice>
  )
}
