import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { Contents } from '@/lib/call/ui/contents'
import { Coverage } from '@/lib/call/ui/coverage'
import { Criteria, Documents } from '@/lib/call/ui/documents'
import { Heading, Part } from '@/lib/call/ui/heading'
import { Hosts } from '@/lib/call/ui/hosts'
import { KeyDates } from '@/lib/call/ui/key-dates'
import { Rules } from '@/lib/call/ui/rules'
import { StatusLine } from '@/lib/call/ui/status-line'
import { Tracks } from '@/lib/call/ui/tracks'
import { findPublicCall, loadCall } from '@/lib/platform/call-store/load-call'
import { publicPlaces } from '@/lib/platform/call-store/queries'
import { hrefFor, type PageProps } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { ButtonLink } from '@/lib/shared/ui/button'

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const call = await findPublicCall(await searchParams)
  return { title: 'The Call', description: call?.definition.summary }
}

export default async function CallPage({ searchParams }: PageProps) {
  const search = await searchParams
  const call = await loadCall(search)
  const places = await publicPlaces(db, call)
  const { definition } = call
  const href = hrefFor(search)
  const now = new Date()
  const parts = [
    {
      id: 'tracks',
      title: 'Tracks and places',
      content: (
        <>
          <Tracks definition={definition} places={places} />
          <p>
            <Link href={href('/call/places')} prefetch={false} className="link">
              Places in figures
            </Link>
          </p>
        </>
      ),
    },
    { id: 'coverage', title: 'What it covers', content: <Coverage definition={definition} /> },
    {
      id: 'who',
      title: 'Who can apply',
      content: (
        <>
          <Rules definition={definition} />
          <ButtonLink href={href('/eligible')} look="secondary">
            Check your eligibility
          </ButtonLink>
        </>
      ),
    },
    { id: 'where', title: 'Where you can study', content: <Hosts definition={definition} href={href} /> },
    { id: 'documents', title: 'Documents to prepare', content: <Documents definition={definition} /> },
    {
      id: 'criteria',
      title: 'How applications are judged',
      content: (
        <>
          <p>{count(definition.reviewersPerApplication, 'reviewer')} score each application by these criteria.</p>
          <Criteria definition={definition} />
        </>
      ),
    },
    {
      id: 'dates',
      title: 'Key dates',
      content: (
        <>
          <KeyDates call={call} now={now} />
          <p>
            <Link href={href('/call/sources')} prefetch={false} className="link">
              Where these dates come from
            </Link>
          </p>
        </>
      ),
    },
  ].filter((part) => part.id !== 'criteria' || definition.criteria.length > 0)
  return (
    <>
      <Heading caption={definition.funder} title={call.title}>
        <p>{definition.summary}</p>
        <StatusLine call={call} now={now} />
      </Heading>
      <div className="mx-auto grid w-full max-w-6xl gap-10 px-4 py-10 lg:grid-cols-[13rem_1fr] lg:gap-14">
        <Contents entries={parts} />
        <div className="min-w-0 space-y-14">
          {parts.map((part) => (
            <Part key={part.id} id={part.id} title={part.title}>
              {part.content}
            </Part>
          ))}
        </div>
      </div>
    </>
  )
}
