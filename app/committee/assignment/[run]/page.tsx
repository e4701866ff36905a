import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { findCall } from '@/lib/platform/call-store/queries'
import { apply } from '@/lib/selecting/assignment/actions'
import { numbersOf } from '@/lib/selecting/assignment/overview'
import { changesOf, fitsOf, proposedLoads } from '@/lib/selecting/assignment/preview'
import { findRun, slugOf } from '@/lib/selecting/assignment/runs'
import { summarySchema } from '@/lib/selecting/assignment/schema'
import { Changes, Loads, Quality } from '@/lib/selecting/assignment/ui/preview'
import { FigureTable } from '@/lib/selecting/assignment/ui/table'
import { WHY_WORDS } from '@/lib/selecting/assignment/words'
import { notFoundIfSo } from '@/lib/selecting/review/view'
import { type PageProps, param } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { isUuid } from '@/lib/shared/uuid'

export const metadata: Metadata = { title: 'Proposed assignment' }

const SHORT_SHOWN = 100
const CHANGES_SHOWN = 50

export default async function ProposalPage({ params, searchParams }: PageProps & { params: Promise<{ run: string }> }) {
  const { run: id } = await params
  const person = await requireRunner('committee', `/committee/assignment/${id}`)
  if (!isUuid(id)) notFound()
  const run = await findRun(db, person, id).catch(notFoundIfSo)
  const call = (await findCall(db, await slugOf(db, run)))!
  const back = `/committee/assignment?${new URLSearchParams({ call: call.slug })}`
  const summary = summarySchema.safeParse(run.summary).data
  if (run.state !== 'ready' || !summary) redirect(back)
  const asked = Number(param(await searchParams, 'page'))
  const page = Number.isInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1
  const [loads, fits, { changes, total: changed }, numbers] = await Promise.all([
    proposedLoads(db, person, call, id),
    fitsOf(db, person, id),
    changesOf(db, person, id, { page, size: CHANGES_SHOWN }),
    numbersOf(
      db,
      person,
      call,
      summary.short.map(({ application }) => application),
    ),
  ])
  const short = summary.short.filter(({ application }) => numbers.has(application))
  const total = loads.reduce((sum, one) => sum + one.count, 0)
  const getting = loads.filter((one) => one.count > 0).length
  return (
    <Page
      title="Proposed assignment"
      caption={call.title}
      width="wide"
      back={{ href: back, label: 'Assignment of reviewers' }}
    >
      <p>
        {count(total, 'assignment')} to {count(getting, 'reviewer')}. Nothing is assigned yet.
        {total > 0 && (
          <>
            {' '}
            <a className="link" href="#apply">
              Go to the end to apply it
            </a>
          </>
        )}
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
      {total === 0 ? (
        <p>Nobody gets anything: there is no application that needs a reviewer, or nobody to review it.</p>
      ) : (
        <>
          <Quality loads={loads} fits={fits} />
          <Loads loads={loads} tracks={call.definition.tracks} />
          <Changes
            changes={changes}
            page={page}
            total={changed}
            size={CHANGES_SHOWN}
            hrefOf={(n) => `/committee/assignment/${id}?page=${n}#changes`}
          />
        </>
      )}
      {total > 0 && (
        <section aria-labelledby="apply" className="card space-y-3">
          <h2 id="apply">Apply it</h2>
          <p>
            The assignments stay hidden from the reviewers until you release them. The portal checks again what has
            changed since the proposal.
          </p>
          <ActionForm action={apply} label="Apply the proposal">
            <input type="hidden" name="run" value={id} />
          </ActionForm>
        </section>
      )}
    </Page>
  )
}
