import type { Metadata } from 'next'
import { AnnouncedDates } from '@/lib/call/ui/announced-dates'
import { Heading, Part } from '@/lib/call/ui/heading'
import { loadCall } from '@/lib/platform/call-store/load-call'
import { hrefFor, type PageProps } from '@/lib/shared/address'
import { BackLink } from '../../back-link'

export const metadata: Metadata = {
  title: 'Sources and dates',
  description: 'Where the facts of this Call come from, and how the dates shown relate to those announced.',
}

export default async function SourcesPage({ searchParams }: PageProps) {
  const search = await searchParams
  const call = await loadCall(search)
  return (
    <>
      <Heading caption={<BackLink href={hrefFor(search)('/call')}>{call.title}</BackLink>} title="Sources and dates">
        Where the facts of this Call come from, and how the dates shown relate to those announced.
      </Heading>
      <div className="mx-auto w-full max-w-6xl space-y-12 px-4 py-10">
        <Part id="dates" title="Dates">
          <AnnouncedDates call={call} />
        </Part>
        <Part id="sources" title="Sources">
          <ol className="max-w-3xl list-decimal space-y-3 pl-6">
            {call.definition.sources.map((source) => (
              <li key={source.title}>
                {source.url ? (
                  <a href={source.url} className="link" rel="noreferrer">
                    {source.title}
                  </a>
                ) : (
                  source.title
                )}
                {source.note && <p className="text-quiet">{source.note}</p>}
              </li>
            ))}
          </ol>
        </Part>
      </div>
    </>
  )
}
