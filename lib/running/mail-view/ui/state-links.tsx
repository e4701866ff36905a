import Link from 'next/link'
import { MESSAGE_STATES, type MessageState } from '@/lib/lifecycle/messages'
import type { MessageFilter } from '@/lib/platform/mail/queries'
import { formatNumber } from '@/lib/shared/format/format'
import { filterQuery } from '../filter'

/** How many messages are in each state, each a link to only those. */
export function StateLinks({ filter, counts }: { filter: MessageFilter; counts: Record<MessageState, number> }) {
  const states = Object.entries(MESSAGE_STATES) as [MessageState, string][]
  const all = states.reduce((sum, [state]) => sum + counts[state], 0)
  const links = [
    { state: undefined, label: 'All', number: all },
    ...states.map(([state, label]) => ({ state, label, number: counts[state] })),
  ]
  return (
    <nav aria-label="Messages by state">
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {links.map(({ state, label, number }) => {
          const current = state === filter.state
          return (
            <li key={label}>
              <Link
                href={`/admin/mail?${filterQuery({ recipient: filter.recipient, state })}`}
                prefetch={false}
                aria-current={current ? 'page' : undefined}
                className={`block rounded-md border bg-white px-4 py-2 ${current ? 'border-2 border-brand-700' : 'border-line'}`}
              >
                <span className="block text-2xl font-semibold">{formatNumber(number)}</span>
                <span className="link">{label}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
