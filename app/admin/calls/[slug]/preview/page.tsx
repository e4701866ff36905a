import type { Metadata } from 'next'
import { db } from '@/db/client'
import { Coverage } from '@/lib/call/ui/coverage'
import { Criteria, Documents } from '@/lib/call/ui/documents'
import { Part } from '@/lib/call/ui/heading'
import { KeyDates } from '@/lib/call/ui/key-dates'
import { Rules } from '@/lib/call/ui/rules'
import { StatusLine } from '@/lib/call/ui/status-line'
import { Steps } from '@/lib/call/ui/steps'
import { Tracks } from '@/lib/call/ui/tracks'
import { publicPlaces } from '@/lib/platform/call-store/queries'
import { loadForEditor } from '@/lib/running/call-editor/load'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Preview' }

/** The public page with the draft, or as it is if there is none. */
export default async function PreviewPage({ params }: { params: Promise<{ slug: string }> }) {
  const { call: stored, home } = await loadForEditor((await params).slug, '/preview')
  const definition = stored.working
  const dates = { opensAt: new Date(definition.opensAt), closesAt: new Date(definition.closesAt) }
  const call = { ...stored, ...dates, title: definition.title, definition }
  const taken = await publicPlaces(db, call)
  const places = definition.tracks.map(({ key, quota }) => ({
    track: key,
    quota: definition.decisions.published.places ? quota : null,
    taken: taken.find(({ track }) => track === key)?.taken ?? null,
  }))
  const now = new Date()
  return (
    <Page
      title={definition.title}
      caption={definition.funder}
      back={{ href: home, label: 'Back to the editor' }}
      width="wide"
    >
      <Notice>
        {stored.draft
          ? 'A preview with the changes that are not saved yet. Only admins see it.'
          : 'A preview of the Call as it is saved.'}
      </Notice>
      <p>{definition.summary}</p>
      <StatusLine call={call} now={now} />
      <div className="space-y-14">
        <Part id="tracks" title="Tracks and places">
          <Tracks definition={definition} places={places} />
        </Part>
        <Part id="coverage" title="What it covers">
          <Coverage definition={definition} />
        </Part>
        <Part id="steps" title="How it works">
          <Steps definition={definition} />
        </Part>
        <Part id="who" title="Who can apply">
          <Rules definition={definition} />
        </Part>
        <Part id="documents" title="Documents to prepare">
          <Documents definition={definition} />
        </Part>
        {definition.criteria.length > 0 && (
          <Part id="criteria" title="How applications are judged">
            <Criteria definition={definition} />
          </Part>
        )}
        <Part id="dates" title="Key dates">
          <KeyDates call={call} now={now} />
        </Part>
        {definition.faq.length > 0 && (
          <Part id="faq" title="Questions and answers">
            <dl className="space-y-4">
              {definition.faq.map(({ question, answer }) => (
                <div key={question}>
                  <dt className="font-semibold">{question}</dt>
                  <dd>{answer}</dd>
                </div>
              ))}
            </dl>
          </Part>
        )}
      </div>
    </Page>
  )
}
