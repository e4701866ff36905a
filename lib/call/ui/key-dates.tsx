import clsx from 'clsx'
import type { CallDefinition } from '@/lib/call/definition'
import { When } from './when'

type KeyDate = CallDefinition['keyDates'][number]

/** The index of the first date still to come, or -1. Pure. */
export function nextDate(dates: KeyDate[], now: Date): number {
  return dates.findIndex((date) => date.at && new Date(date.at) > now)
}

/** Key dates in the call's zone, and in the visitor's own once the browser says it. */
export function KeyDates({ definition, now }: { definition: CallDefinition; now: Date }) {
  const next = nextDate(definition.keyDates, now)
  return (
    <dl className="max-w-3xl border-b border-line">
      {definition.keyDates.map((date, i) => (
        <div key={date.label} className="grid gap-x-8 border-t border-line py-3 sm:grid-cols-2">
          <dt className={clsx('font-semibold', i === next && 'text-brand-700')}>
            {date.label}
            {i === next && <span className="ml-2 rounded bg-brand-100 px-2 py-0.5 text-sm text-brand-900">Next</span>}
          </dt>
          <dd>
            {date.at && <When at={date.at} zone={definition.timeZone} />}
            {date.text && <span className={date.at ? 'block text-quiet' : undefined}>{date.text}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
