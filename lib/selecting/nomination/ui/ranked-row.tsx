'use client'

import { SmallButton } from '@/lib/shared/ui/small-button'
import { SortableRow } from '@/lib/shared/ui/sortable-list'
import { type Entry, moveTo, setTied } from '../rank'
import type { Shown } from './candidate-view'
import { Facts } from './facts'

type Props = {
  candidate: Shown
  entry: Entry
  rank: number
  /** Whether another candidate has the same rank. */
  shared: boolean
  at: number
  last: number
  change: (next: (ranked: Entry[]) => Entry[]) => void
  pass: () => void
}

/** A nominated candidate: the rank, a handle for dragging, and buttons that do the same. */
export function RankedRow({ candidate, entry, rank, shared, at, last, change, pass }: Props) {
  const { id, name } = candidate
  return (
    <SortableRow id={id} name={name} marked={shared}>
      <p className="w-10 shrink-0 text-center leading-none">
        <span className="sr-only">Rank </span>
        <strong className="text-lg leading-none">{rank}</strong>
        {shared && <span className="block text-xs font-semibold">tied</span>}
      </p>
      <Facts candidate={candidate} />
      <div className="flex flex-wrap gap-2">
        <SmallButton
          id={`up-${id}`}
          label={`Move ${name} up`}
          off={at === 0}
          onClick={() => change((ranked) => moveTo(ranked, id, at - 1))}
        >
          ↑
        </SmallButton>
        <SmallButton
          id={`down-${id}`}
          label={`Move ${name} down`}
          off={at === last}
          onClick={() => change((ranked) => moveTo(ranked, id, at + 1))}
        >
          ↓
        </SmallButton>
        {at > 0 && (
          <SmallButton
            id={`tie-${id}`}
            label={`${entry.tied ? 'Not tied' : 'Tie with above'}: ${name}`}
            onClick={() => change((ranked) => setTied(ranked, id, !entry.tied))}
          >
            {entry.tied ? 'Not tied' : 'Tie with above'}
          </SmallButton>
        )}
        <SmallButton id={`pass-${id}`} label={`Not nominated: ${name}`} onClick={pass}>
          Not nominated
        </SmallButton>
      </div>
    </SortableRow>
  )
}
