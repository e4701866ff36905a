import type { Call } from '../call'
import { Countdown } from './clock'
import { phase } from './phase'
import { When } from './when'

const WORDS = {
  before: { status: 'Not open yet', left: 'opens in', ended: 'opening now: load this page again' },
  open: { status: 'Open for applications', left: 'closes in', ended: 'closed' },
  closed: { status: 'Closed', left: '', ended: '' },
}

/** Whether people can apply, until when, and how long that is. */
export function StatusCard({ call, now }: { call: Call; now: Date }) {
  const state = phase(call, now)
  const words = WORDS[state]
  const next = state === 'before' ? call.opensAt : call.closesAt
  const zone = call.definition.timeZone
  return (
    <dl className="mt-10 grid max-w-xl gap-x-6 gap-y-4 border-l-4 border-sun-400 bg-brand-900/70 py-1 pl-5 lg:max-w-[38rem] sm:grid-cols-2 print:bg-white">
      <div className="sm:col-span-2">
        <dt className="sr-only">Status</dt>
        <dd className="text-lg font-semibold">
          {words.status}
          {state !== 'closed' && (
            <>
              , {words.left} <Countdown to={next.toISOString()} now={now.getTime()} ended={words.ended} />
            </>
          )}
        </dd>
      </div>
      <div>
        <dt className="text-sm text-brand-200 print:text-ink">{state === 'before' ? 'Opens' : 'Opened'}</dt>
        <dd>
          <When at={call.opensAt} zone={zone} />
        </dd>
      </div>
      <div>
        <dt className="text-sm text-brand-200 print:text-ink">{state === 'closed' ? 'Closed' : 'Closes'}</dt>
        <dd>
          <When at={call.closesAt} zone={zone} />
        </dd>
      </div>
    </dl>
  )
}
