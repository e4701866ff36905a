import type { Metadata } from 'next'
import { db } from '@/db/client'
import { canLead } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { reviewerFigures, trackFigures } from '@/lib/selecting/assignment/overview'
import { CallTabs } from '@/lib/selecting/assignment/ui/calls'
import { ReviewerProgress } from '@/lib/selecting/assignment/ui/reviewer-progress'
import { FigureTable } from '@/lib/selecting/assignment/ui/table'
import type { PageProps } from '@/lib/shared/address'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Instant } from '@/lib/shared/ui/instant'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Committee' }

export default async function CommitteePage({ searchParams }: PageProps) {
  const person = await requireRunner('committee', '/committee')
  const { calls, call } = await loadTheirCall(await searchParams, ({ id }) => canLead(person, id))
  const { tracks, review, reviewersPerApplication: wanted, timeZone } = call.definition
  const [byTrack, byReviewer] = await Promise.all([
    trackFigures(db, person, call.id, wanted),
    reviewerFigures(db, person, call.id),
  ])
  const hidden = byTrack.some((row) => row.hidden > 0)
  const trackName = (key: string) => tracks.find((track) => track.key === key)?.name ?? key
  return (
    <Page title="Committee" caption={call.title} width="wide">
      <CallTabs calls={calls} call={call} path="/committee" />
      {review.closesAt && (
        <p>
          Reviews are due by <Instant at={new Date(review.closesAt)} zone={timeZone} />.
        </p>
      )}
      <section aria-labelledby="applications" className="space-y-3">
        <h2 id="applications">Applications to be reviewed</h2>
        {byTrack.length === 0 ? (
          <p className="card">None yet. An application comes here once an institution has found it eligible.</p>
        ) : (
          <FigureTable
            label="Applications by track"
            columns={[
              'Track',
              'Applications',
              `Fewer than ${wanted} reviewers`,
              ...(hidden ? ['Reviewers not released'] : []),
            ]}
            rows={byTrack.map((row) => [
              trackName(row.track),
              row.applications,
              row.short,
              ...(hidden ? [row.hidden] : []),
            ])}
          />
        )}
        <p>
          <ButtonLink
            look={byTrack.some(({ short }) => short > 0) ? 'primary' : 'secondary'}
            href={`/committee/assignment?${new URLSearchParams({ call: call.slug })}`}
          >
            Assign reviewers
          </ButtonLink>
        </p>
      </section>
      <section aria-labelledby="reviewers" className="space-y-3">
        <h2 id="reviewers">Reviews</h2>
        {byReviewer.length === 0 ? (
          <p className="card">
            Nobody has an application yet. Assign reviewers, look at the proposal, then release it.
          </p>
        ) : (
          <ReviewerProgress rows={byReviewer} />
        )}
      </section>
    </Page>
  )
}
