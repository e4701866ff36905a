import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { db } from '@/db/client'
import { apply } from '@/lib/assignment/actions'
import { numbersOf, proposedFigures } from '@/lib/assignment/overview'
import { findRun, slugOf } from '@/lib/assignment/runs'
import { summarySchema } from '@/lib/assignment/schema'
import { FigureTable } from '@/lib/assignment/ui/table'
import { WHY_WORDS } from '@/lib/assignment/words'
import { findCall } from '@/lib/call/queries'
import { count } from '@/lib/call/ui/format'
import { requireRunner } from '@/lib/people/session'
import { notFoundIfSo } from '@/lib/review/view'
import { ActionForm } from '@/lib/ui/action-form'
import { Notice } from '@/lib/ui/notice'
import { Page } from '@/lib/ui/page'

export const metadata: Metadata = { title: 'Proposed assignment' }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const SHORT_SHOWN = 100

export default async function ProposalPage({ params }: { params: Promise<{ run: string }> }) {
  const { run: id } = await params
  const person = await requireRunner('committee', `/committee/assignment/${id}`)
  if (!UUID.test(id)) notFound()
  const run = await findRun(db, person, id).catch(notFoundIfSo)
  const call = (await findCall(db, await slugOf(db, run)))!
  const back = `/committee/assignment?${new URLSearchParams({ call: call.slug })}`
  const summary = summarySchema.safeParse(run.summary).data
  if (run.state !== 'ready' || !summary) redirect(back)
  const [proposed, numbers] = await Promise.all([
    proposedFigures(db, person, id),
    numbersOf(
      db,
      person,
      call,
      summary.short.map(({ application }) => application),
    ),
  ])
  const short = summary.short.filter(({ application }) => numbers.has(application))
  const total = proposed.reduce((sum, one) => sum + one.count, 0)
  const { tracks } = call.definition
  return (
    <Page
      title="Proposed assignment"
      caption={call.title}
      width="wide"
      back={{ href: back, label: 'Assignment of reviewers' }}
    >
      <p>
        {count(total, 'assignment')} to {count(proposed.length, 'reviewer')}. Nothing is assigned yet.
      </p>
      {short.length > 0 ? (
        <section aria-labelledby="short" className="space-y-3">
          <h2 id="short">Too few reviewers</h2>
          <Notice tone="warning">
            {count(short.length, 'application')} would get fewer reviewers than asked for. As few as possible are
            missing.
          </Notice>
          <FigureTable
            label="Applications with too few reviewers"
            columns={['Application', 'Missing', ...Object.values(WHY_WORDS)]}
            rows={short.slice(0, SHORT_SHOWN).map(({ application, missing, why }) => [
              <Link key="number" className="link" prefetch={false} href={`/applications/${application}/reviewers`}>
                {numbers.get(application)}
              </Link>,
              missing,
              ...(Object.keys(WHY_WORDS) as (keyof typeof WHY_WORDS)[]).map((reason) => why[reason]),
            ])}
          />
          {short.length > SHORT_SHOWN && <p>The first {SHORT_SHOWN} are shown.</p>}
        </section>
      ) : (
        <Notice tone="good">Every application gets as many reviewers as asked for.</Notice>
      )}
      <section aria-labelledby="reviewers" className="space-y-3">
        <h2 id="reviewers">What each reviewer would get</h2>
        {proposed.length === 0 ? (
          <p>Nothing: there is no application that needs a reviewer, or nobody to review it.</p>
        ) : (
          <>
            <p>How well the applications fit is in points: 0 is best.</p>
            <FigureTable
              label="What each reviewer would get"
              columns={['Reviewer', 'Applications', ...tracks.map(({ name }) => name), 'Points on average']}
              rows={proposed.map((row) => [
                <bdi key="name">{row.name}</bdi>,
                row.count,
                ...tracks.map(({ key }) => row.tracks[key] ?? 0),
                row.fit.toFixed(1),
              ])}
            />
          </>
        )}
      </section>
      {total > 0 && (
        <section aria-labelledby="apply" className="card space-y-3">
          <h2 id="apply">Apply it</h2>
          <p>
            The assignments stay hidden from the reviewers until you release them. What has changed since the proposal
            was worked out is looked at again.
          </p>
          <ActionForm action={apply} label="Apply the proposal">
            <input type="hidden" name="run" value={id} />
          </ActionForm>
        </section>
      )}
    </Page>
  )
}
