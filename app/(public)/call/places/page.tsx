import type { Metadata } from 'next'
import { db } from '@/db/client'
import { Heading } from '@/lib/call/ui/heading'
import { loadCall } from '@/lib/platform/call-store/load-call'
import { publishedLately } from '@/lib/running/tracker/published'
import { PublishedPlaces } from '@/lib/running/tracker/ui/published-places'
import { hrefFor, type PageProps } from '@/lib/shared/address'
import { BackLink } from '../../back-link'

export const metadata: Metadata = {
  title: 'Places in figures',
  description: 'The places of this Call, and what is published of how they are taken.',
}

export default async function PlacesPage({ searchParams }: PageProps) {
  const search = await searchParams
  const call = await loadCall(search)
  const published = await publishedLately(db, call)
  return (
    <>
      <Heading caption={<BackLink href={hrefFor(search)('/call')}>{call.title}</BackLink>} title="Places in figures">
        {call.resultsReleasedAt
          ? 'What this Call publishes of its places.'
          : 'The places that this Call publishes. Nobody learns who gets them before all results are released.'}
      </Heading>
      <div className="mx-auto w-full max-w-6xl px-4 py-10">
        <h2 className="sr-only">Figures</h2>
        <PublishedPlaces published={published} definition={call.definition} />
      </div>
    </>
  )
}
