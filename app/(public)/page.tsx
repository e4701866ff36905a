import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { Coverage } from '@/lib/call/ui/coverage'
import { Heading } from '@/lib/call/ui/heading'
import { Hero } from '@/lib/call/ui/hero'
import { InstitutionForm } from '@/lib/call/ui/institution-form'
import { KeyDates } from '@/lib/call/ui/key-dates'
import { Steps } from '@/lib/call/ui/steps'
import { Tracks } from '@/lib/call/ui/tracks'
import { findPublicCall } from '@/lib/platform/call-store/load-call'
import { publicPlaces } from '@/lib/platform/call-store/queries'
import { hrefFor, type PageProps } from '@/lib/shared/address'
import { HomePart } from './home-part'

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const call = await findPublicCall(await searchParams)
  return call ? { title: { absolute: call.title }, description: call.definition.summary } : {}
}

export default async function Home({ searchParams }: PageProps) {
  const search = await searchParams
  const call = await findPublicCall(search)
  if (!call) return <Heading title="No call at present">The next call for applications will be announced here.</Heading>
  const places = await publicPlaces(db, call)
  const { definition } = call
  const href = hrefFor(search)
  const now = new Date()
  return (
    <>
      <Hero call={call} places={places} now={now} href={href} />
      <HomePart id="tracks" title="Choose your track" intro="Each track has its own places.">
        <Tracks definition={definition} places={places} />
      </HomePart>
      <HomePart id="covers" title="What it covers" tone="white">
        <Coverage definition={definition} />
      </HomePart>
      <HomePart
        id="steps"
        title="How it works"
        intro={
          <Link href={href('/call')} prefetch={false} className="link">
            Read the whole Call
          </Link>
        }
      >
        <Steps definition={definition} />
      </HomePart>
      <HomePart
        id="dates"
        title="Key dates"
        tone="white"
        intro={
          <Link href={href('/call/sources')} prefetch={false} className="link">
            Where these dates come from
          </Link>
        }
      >
        <KeyDates call={call} now={now} />
      </HomePart>
      <HomePart
        id="institutions"
        title="Where you can study"
        intro={`Search ${definition.institutions.length} institutions, in English or Chinese.`}
      >
        <InstitutionForm definition={definition} search={search} />
      </HomePart>
    </>
  )
}
