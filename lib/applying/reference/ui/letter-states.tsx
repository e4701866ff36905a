'use client'

import type { RequestState } from '@/lib/lifecycle/requests'
import { Tag } from '@/lib/shared/ui/tag'
import { STATE } from '../request-words'

/** Each person asked, and how far they are. */
export function LetterStates({ requests }: { requests: { id: string; name: string; state: RequestState }[] }) {
  return (
    <ul className="divide-y divide-line">
      {requests.map(({ id, name, state }) => (
        <li key={id} className="flex items-baseline justify-between gap-3 py-2">
          <bdi>{name}</bdi> <Tag tone={STATE[state].tone}>{STATE[state].text}</Tag>
        </li>
      ))}
    </ul>
  )
}
