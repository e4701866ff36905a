import type { Metadata } from 'next'
import { db } from '@/db/client'
import { trackCounts } from '@/lib/awarding/decision/counts'
import { OtherCalls } from '@/lib/call/ui/other-calls'
import { canTrack } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { publishedLately } from '@/lib/running/tracker/published'
import { shownTracker } from '@/lib/running/tracker/shown-tracker'
import { trackerOf } from '@/lib/running/tracker/tracker'
import { Live } from '@/lib/running/tracker/ui/live'
import { PublishedPlaces } from '@/lib/running/tracker/ui/published-places'
import type { PageProps } from '@/lib/shared/address'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Tracker' }

export default async function TrackerPage({ searchParams }: PageProps) {
  const person = await requireRunner('tracker', '/tracker')
  const search = await searchParams
  const { calls, call } = await loadTheirCall(search, ({ id }) => canTrack(person, id))
  const counts = trackCounts(db, call.id)
  const tracker = await trackerOf(db, person, call, counts)
  return (
    <Page title="Tracker" caption={call.title} width="wide">
      <Live initial={shownTracker(tracker)} call={call.slug} />
      {!tracker.whole && (
        <section aria-labelledby="published" className="space-y-4">
          <h2 id="published">The whole Call, as it is published</h2>
          <PublishedPlaces published={await publishedLately(db, call, counts)} definition={call.definition} />
        </section>
      )}
      <OtherCalls calls={calls} present={call.slug} path="/tracker" />
    </Page>
  )
}
