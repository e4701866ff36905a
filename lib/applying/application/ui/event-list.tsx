import type { ReactNode } from 'react'
import { Instant } from '@/lib/shared/ui/instant'

type Entry = {
  id: string | number
  at: Date
  what: string
  /** What or whom it concerns, if it has a name. */
  whom: unknown
  /** Shown beside the time. */
  by?: ReactNode
}

/** What happened, as a list with its heading. */
export function EventList({ entries, zone }: { entries: Entry[]; zone: string }) {
  return (
    <section aria-labelledby="timeline" className="space-y-3">
      <h2 id="timeline">What happened so far</h2>
      <ol className="space-y-3 border-l-2 border-brand-200 pl-4">
        {entries.map(({ id, at, what, whom, by }) => (
          <li key={id}>
            <p className="font-semibold">
              {what}
              {typeof whom === 'string' && (
                <span className="font-normal">
                  : <bdi>{whom}</bdi>
                </span>
              )}
            </p>
            <p className="text-sm text-quiet">
              <Instant at={at} zone={zone} />
              {by && <>, {by}</>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
