import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { scannerState } from '@/lib/applying/malware/scanner-state'
import { ScannerCard } from '@/lib/applying/malware/ui/scanner-card'
import { requireRunner } from '@/lib/people/session'
import { runJobAgain } from '@/lib/running/jobs-view/actions'
import { clockwork, countJobs, type JobState, jobsIn } from '@/lib/running/jobs-view/overview'
import { taskInWords } from '@/lib/running/jobs-view/words'
import { type PageProps, param } from '@/lib/shared/address'
import { formatNumber } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Jobs' }

const STATES: [JobState, string][] = [
  ['failed', 'Failed'],
  ['again', 'Tried again later'],
  ['waiting', 'Waiting'],
  ['running', 'Running'],
]

export default async function JobsPage({ searchParams }: PageProps) {
  const admin = await requireRunner('jobs', '/admin/jobs')
  const search = await searchParams
  const shown = STATES.find(([state]) => state === param(search, 'state'))?.[0] ?? 'failed'
  const [counts, jobs, regular, scanner] = await Promise.all([
    countJobs(db, admin),
    jobsIn(db, admin, shown),
    clockwork(db, admin),
    scannerState(db),
  ])
  return (
    <Page title="Jobs">
      {param(search, 'notice') === 'again' && (
        <Notice tone="good" live>
          <p>The job runs as soon as a worker is free.</p>
        </Notice>
      )}
      <p>
        Jobs are the work that the portal does in the background. This page does not show whom a job is about. Mails are
        at “Mail”.
      </p>
      <nav aria-label="States of jobs">
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {STATES.map(([state, label]) => (
            <li key={state}>
              <Link
                href={`/admin/jobs?state=${state}`}
                prefetch={false}
                aria-current={state === shown ? 'page' : undefined}
                className={state === shown ? 'inline-block py-1 font-semibold' : 'link inline-block py-1'}
              >
                {label} ({formatNumber(counts[state])})
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {jobs.length === 0 ? (
        <p>There is no such job.</p>
      ) : (
        <ul className="card divide-y divide-line py-1">
          {jobs.map(({ id, task, attempts, most, error, runAt, createdAt }) => (
            <li key={id} className="space-y-2 py-3">
              <h2 className="!text-lg">{taskInWords(task)}</h2>
              {error && <p className="text-bad">{error}</p>}
              <p className="text-sm text-quiet">
                Job {id}, attempt {attempts} of {most}. Since <Instant at={createdAt} zone="UTC" />; due{' '}
                <Instant at={runAt} zone="UTC" />.
              </p>
              {shown !== 'running' && (
                <ActionForm action={runJobAgain} label={`Run job ${id} now`} look="secondary">
                  <input type="hidden" name="job" value={id} />
                </ActionForm>
              )}
            </li>
          ))}
        </ul>
      )}
      <section className="space-y-4">
        <h2>By the clock</h2>
        {regular.length === 0 ? (
          <p>No worker has run yet.</p>
        ) : (
          <ul className="card divide-y divide-line py-1">
            {regular.map(({ task, last }) => (
              <li key={task} className="py-2">
                {taskInWords(task)}: {last ? <Instant at={last} zone="UTC" /> : 'not yet'}
              </li>
            ))}
          </ul>
        )}
      </section>
      <ScannerCard {...scanner} />
    </Page>
  )
}
