import Link from 'next/link'
import { Instant } from '@/lib/shared/ui/instant'
import { Tag, type Tone } from '@/lib/shared/ui/tag'
import { type Queued, STAGE_WORDS, type Stage } from '../queue-order'

const tones: Record<Stage, Tone> = { begun: 'yellow', 'to-do': 'blue', declare: 'blue', in: 'green', over: 'grey' }

/** Applications to review, each with its next step. */
export function QueueList({ queue }: { queue: Queued[] }) {
  return (
    <ul className="divide-y divide-line rounded-xl border border-line bg-white">
      {queue.map((entry) => (
        <li key={entry.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-3">
          <div className="min-w-0 flex-1 basis-64">
            <Link href={`/review/${entry.id}`} prefetch={false} className="link font-semibold" data-row>
              {entry.number}
              {entry.applicant && (
                <>
                  , <bdi>{entry.applicant}</bdi>
                </>
              )}
            </Link>
            {entry.title && (
              <p dir="auto" className="[unicode-bidi:plaintext]">
                {entry.title}
              </p>
            )}
            <p className="text-sm text-quiet">
              {[entry.track, entry.programme, entry.institution].filter(Boolean).join(' · ')}
            </p>
            {entry.further && entry.stage !== 'in' && (
              <p className="text-sm text-quiet">You were asked because two reviewers differ.</p>
            )}
          </div>
          <div className="text-sm">
            <Tag tone={tones[entry.stage]}>{STAGE_WORDS[entry.stage]}</Tag>
            {entry.due && entry.stage !== 'in' && entry.stage !== 'over' && (
              <p className="text-quiet">
                Due <Instant at={entry.due} zone={entry.call.zone} />
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
