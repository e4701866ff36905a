import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { ledCalls } from '@/lib/assignment/led'
import { reviewerFigures, trackFigures } from '@/lib/assignment/overview'
import { CallTabs } from '@/lib/assignment/ui/calls'
import { FigureTable } from '@/lib/assignment/ui/table'
import { type PageProps, param } from '@/lib/call/ui/load'
import { requireRunner } from '@/lib/people/session'
import { Instant } from '@/lib/ui/instant'
import { Page } from '@/lib/ui/page'

export const metadata: Metadata = { title: 'Committee' }

export default async function CommitteePage({ searchParams }: PageProps) {
  const person = await requireRunner('committee', '/committee')
  const { calls, call } = await ledCalls(db, person, param(await searchParams, 'call'))
  if (!call) notFound()
  const { tracks, review, reviewersPerApplication: wanted, timeZone } = call.definition
  const [byTrack, byReviewer] = await Promise.all([
    trackFigures(db, person, call.id, wanted),
    reviewerFigures(db, person, call.id),
  ])
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
          <p>None yet. An application comes here once it was found eligible.</p>
        ) : (
          <FigureTable
            label="Applications by track"
            columns={['Track', 'Applications', `Fewer than ${wanted} reviewers`, 'Reviewers not told yet']}
            rows={byTrack.map((row) => [trackName(row.track), row.applications, row.short, row.hidden])}
          />
        )}
        <p>
          <Link
            className="link"
            prefetch={false}
            href={`/committee/assignment?${new URLSearchParams({ call: call.slug })}`}
          >
            Assign reviewers
          </Link>
        </p>
      </section>
      <section aria-labelledby="reviewers" className="space-y-3">
        <h2 id="reviewers">Reviewers</h2>
        {byReviewer.length === 0 ? (
          <p>Nobody was assigned yet.</p>
        ) : (
          <FigureTable
            label="Reviews by reviewer"
            columns={['Reviewer', 'Not told yet', 'Asked', 'Without conflict', 'Begun', 'In', 'Given back']}
            rows={byReviewer.map((row) => [
              <bdi key="name">{row.name}</bdi>,
              ...[row.hidden, row.released, row.cleared, row.begun, row.submitted, row.ended],
            ])}
          />
        )}
      </section>
    </Page>
  )
}
