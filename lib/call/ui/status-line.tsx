import { ButtonLink } from '@/lib/shared/ui/button'
import { Tag } from '@/lib/shared/ui/tag'
import type { Call } from '../call'
import { Countdown } from './clock'
import { phase } from './phase'

/** Whether people can apply, in a line, with the button if they can. */
export function StatusLine({ call, now }: { call: Call; now: Date }) {
  const state = phase(call, now)
  if (state === 'closed')
    return (
      <p className="mt-5">
        <Tag>Closed</Tag>
      </p>
    )
  const next = state === 'before' ? call.opensAt : call.closesAt
  return (
    <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-3 text-base text-ink">
      {state === 'open' ? <Tag tone="green">Open</Tag> : <Tag tone="yellow">Not open yet</Tag>}
      <p>
        {state === 'open' ? 'Closes in ' : 'Opens in '}
        <Countdown to={next.toISOString()} now={now.getTime()} ended="a moment: load this page again" />
      </p>
      {state === 'open' && <ButtonLink href="/apply">Apply</ButtonLink>}
    </div>
  )
}
