import type { Metadata } from 'next'
import { db } from '@/db/client'
import { canLead } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { hiddenOf } from '@/lib/selecting/assignment/release'
import { lastRelease } from '@/lib/selecting/assignment/releases'
import { lastRun } from '@/lib/selecting/assignment/runs'
import { CallTabs } from '@/lib/selecting/assignment/ui/calls'
import { ReleaseProgress } from '@/lib/selecting/assignment/ui/release-status'
import { RunStatus } from '@/lib/selecting/assignment/ui/run-status'
import { StartForm } from '@/lib/selecting/assignment/ui/start-form'
import { noticeIn, type PageProps } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Assignment of reviewers' }

const NOTICES: Record<string, string> = {
  cancelled: 'It was cancelled. Nothing was assigned.',
  applied: 'The proposal was applied. The reviewers see nothing of it until you release it.',
  nothing: 'Nothing waited to be released.',
  discarded: 'The hidden assignments were taken back. No reviewer knew of them.',
}

export default async function AssignmentPage({ searchParams }: PageProps) {
  const person = await requireRunner('committee', '/committee/assignment')
  const search = await searchParams
  const { calls, call } = await loadTheirCall(search, ({ id }) => canLead(person, id))
  const [run, hidden, release] = await Promise.all([
    lastRun(db, person, call),
    hiddenOf(db, person, call),
    lastRelease(db, person, call),
  ])
  const isReleasing = release?.isDone === false
  const notice = noticeIn(search, NOTICES)
  const waiting = hidden.reduce((sum, one) => sum + one.count, 0)
  return (
    <Page title="Assignment of reviewers" caption={call.title} back={{ href: '/committee', label: 'Committee' }}>
      <CallTabs calls={calls} call={call} path="/committee/assignment" />
      {notice && (
        <Notice tone="good" live>
          {notice}
        </Notice>
      )}
      {release && isReleasing && <ReleaseProgress release={release} call={call.slug} zone={call.definition.timeZone} />}
      {waiting > 0 && !isReleasing && (
        <section aria-labelledby="hidden" className="card space-y-3">
          <h2 id="hidden">Not released yet</h2>
          <p>
            {count(waiting, 'assignment')} of {count(hidden.length, 'reviewer')} wait. The reviewers do not see them.
          </p>
          <ButtonLink href={`/committee/assignment/release?${new URLSearchParams({ call: call.slug })}`}>
            Release, or take back
          </ButtonLink>
        </section>
      )}
      {run && <RunStatus run={run} call={call.slug} />}
      {release?.isDone && <ReleaseProgress release={release} call={call.slug} zone={call.definition.timeZone} />}
      {run?.state !== 'waiting' && run?.state !== 'running' && (
        <section aria-labelledby="start" className="space-y-4">
          <h2 id="start">Work out an assignment</h2>
          <p>
            It gives each application its reviewers so that the whole fits best: disciplines, an even load, and
            reviewers of different institutions and countries. Nobody gets an application with which they have a
            conflict of interest, of a track or in a language that they do not review, or more than they take on.
          </p>
          <div className="card">
            <StartForm call={call.slug} perApplication={call.definition.reviewersPerApplication} />
          </div>
        </section>
      )}
    </Page>
  )
}
