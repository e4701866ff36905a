import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { endedOf, queueOf } from '@/lib/selecting/review/queue'
import { isWaiting, type Queued, STAGE_WORDS, STAGES, type Stage } from '@/lib/selecting/review/queue-order'
import { QueueList } from '@/lib/selecting/review/ui/queue-list'
import { type PageProps, param } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { RowKeys } from '@/lib/shared/ui/keys'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { isUuid } from '@/lib/shared/uuid'

export const metadata: Metadata = { title: 'Reviews' }

export default async function QueuePage({ searchParams }: PageProps) {
  const person = await requireRunner('review', '/review')
  const search = await searchParams
  const queue = await queueOf(db, person)
  const ended = param(search, 'ended')
  const gone = ended && isUuid(ended) ? await endedOf(db, person, ended) : null
  const handedIn = queue.find(({ id, stage }) => stage === 'in' && id === param(search, 'in'))
  const stage = STAGES.find((one) => one === param(search, 'stage'))
  const calls = [...new Map(queue.map(({ call }) => [call.slug, call])).values()]
  const waiting = queue.filter(isWaiting).length
  return (
    <Page title="Reviews">
      <RowKeys />
      {gone && (
        <Notice tone="good" live title={`${gone.number} is no longer yours to review`}>
          <p>
            {gone.reason === 'conflict'
              ? 'Thank you for telling us. We have told the chief reviewer, and you no longer see anything of it.'
              : 'We have told the chief reviewer, who looks for somebody else.'}
          </p>
        </Notice>
      )}
      {handedIn && (
        <Notice tone="good" live title={`Your review of ${handedIn.number} is in`}>
          <p>{waiting === 0 ? 'That was the last one. Thank you.' : 'You can go on with the next one.'}</p>
        </Notice>
      )}
      {queue.length === 0 ? (
        <div className="card space-y-2">
          <p className="font-semibold">There is nothing for you to review.</p>
          <p>Applications appear here once the chief reviewer has given them to you. You will get an e-mail then.</p>
        </div>
      ) : (
        <>
          <Filter queue={queue} stage={stage} />
          {calls.map((call) => {
            const all = queue.filter((entry) => entry.call.slug === call.slug)
            const shown = all.filter((entry) => !stage || entry.stage === stage)
            return (
              <section key={call.slug} aria-labelledby={`call-${call.slug}`} className="space-y-3">
                <h2 id={`call-${call.slug}`}>{call.title}</h2>
                <Progress done={all.filter((entry) => entry.stage === 'in').length} all={all.length} />
                {shown.length === 0 ? <p className="text-quiet">None here.</p> : <QueueList queue={shown} />}
              </section>
            )
          })}
          <p className="text-sm text-quiet max-sm:hidden">
            Keys: <kbd>j</kbd> and <kbd>k</kbd> go down and up, <kbd>Enter</kbd> opens.
          </p>
        </>
      )}
      <p>
        Too much, or room for more?{' '}
        <Link href="/review/load" prefetch={false} className="link">
          Say how many applications you take on
        </Link>
      </p>
    </Page>
  )
}

function Progress({ done, all }: { done: number; all: number }) {
  return (
    <p className="flex flex-wrap items-center gap-3">
      <progress
        value={done}
        max={all}
        className="h-3 w-40 appearance-none overflow-hidden rounded-full border border-line bg-white [&::-moz-progress-bar]:bg-brand-700 [&::-webkit-progress-bar]:bg-white [&::-webkit-progress-value]:bg-brand-700"
        aria-label="Reviews that are in"
      />
      {done} of {count(all, 'review')} in
    </p>
  )
}

function Filter({ queue, stage }: { queue: Queued[]; stage: Stage | undefined }) {
  const present = STAGES.filter((one) => queue.some((entry) => entry.stage === one))
  if (present.length < 2 && !stage) return null
  const of = (one: Stage) => queue.filter((entry) => entry.stage === one).length
  return (
    <nav aria-label="Show" className="flex flex-wrap gap-x-4 gap-y-1">
      {[undefined, ...present].map((one) => (
        <Link
          key={one ?? 'all'}
          href={one ? `/review?stage=${one}` : '/review'}
          prefetch={false}
          className={one === stage ? 'font-semibold' : 'link'}
          aria-current={one === stage ? 'page' : undefined}
        >
          {one ? `${STAGE_WORDS[one]} (${of(one)})` : `All (${queue.length})`}
        </Link>
      ))}
    </nav>
  )
}
