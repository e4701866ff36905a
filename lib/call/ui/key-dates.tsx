import clsx from 'clsx'
import type { CallDefinition } from '@/lib/call/definition'
import type { Call } from '../call'
import { When } from './when'

type KeyDate = CallDefinition['keyDates'][number]

/** The Call's key dates. The closing date moves when an admin extends the deadline. */
export function keyDatesOf({ definition, closesAt }: { definition: CallDefinition; closesAt: Date }): KeyDate[] {
  const closing = Date.parse(definition.closesAt)
  return definition.keyDates.map((date) =>
    date.at && Date.parse(date.at) === closing ? { ...date, at: closesAt.toISOString() } : date,
  )
}

/** The index of the earliest date still to come, or -1. */
export function nextDate(dates: KeyDate[], now: Date): number {
  const times = dates.map(({ at }) => (at && new Date(at) > now ? Date.parse(at) : Infinity))
  const earliest = Math.min(...times)
  return earliest === Infinity ? -1 : times.indexOf(earliest)
}

/** Key dates in the Call's zone, and in the visitor's own once the browser names it. */
export function KeyDates({ call, now }: { call: Call; now: Date }) {
  const dates = keyDatesOf(call)
  const next = nextDate(dates, now)
  return (
    <dl className="max-w-3xl border-b border-line">
      {dates.map((date, i) => (
        <div key={date.label} className="grid gap-x-8 border-t border-line py-3 sm:grid-cols-2">
          <dt className={clsx('font-semibold', i === next && 'text-brand-700')}>
            {date.label}
            {i === next && <span className="ml-2 rounded bg-brand-100 px-2 py-0.5 text-sm text-brand-900">Next</span>}
          </dt>
          <dd>
            {date.at && <When at={date.at} zone={call.definition.timeZone} />}
            {date.text && <span className={date.at ? 'block text-quiet' : undefined}>{date.text}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
