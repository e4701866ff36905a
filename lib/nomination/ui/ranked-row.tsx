'use client'

import { useSortable } from '@dnd-kit/sortable'
import type { ReactNode } from 'react'
import { type Entry, moveTo, setTied } from '../rank'
import { Facts } from './facts'
import type { Shown } from './shown'

type Props = {
  candidate: Shown
  entry: Entry
  rank: number
  /** Whether another has the same rank. */
  shared: boolean
  at: number
  last: number
  change: (next: (ranked: Entry[]) => Entry[]) => void
  pass: () => void
}

/** A nominated candidate: the rank, a handle to drag it by, and the same by buttons. */
export function RankedRow({ candidate, entry, rank, shared, at, last, change, pass }: Props) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: entry.id,
  })
  const { id, name } = candidate
  const style = {
    transform: transform ? `translate3d(0, ${transform.y}px, 0)` : undefined,
    transition,
  }
  return (
    <li
      ref={setNodeRef}
      style={style}
      className={`flex flex-wrap items-center gap-x-3 gap-y-2 bg-white px-3 py-3 first:rounded-t-xl last:rounded-b-xl ${
        isDragging ? 'relative z-20 shadow-lg outline-2 outline-brand-600' : ''
      } ${shared ? 'border-l-8 border-l-sun-400' : ''}`}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        id={`drag-${id}`}
        aria-label={`Drag ${name}`}
        className="flex size-11 shrink-0 cursor-grab touch-none items-center justify-center rounded-md border border-line text-xl text-quiet hover:bg-brand-50"
      >
        <span aria-hidden="true">⠿</span>
      </button>
      <p className="w-12 shrink-0 text-center">
        <span className="sr-only">Rank </span>
        <strong className="text-xl">{rank}</strong>
        {shared && <span className="block text-xs font-semibold">tied</span>}
      </p>
      <Facts candidate={candidate} />
      <div className="flex flex-wrap gap-2">
        <Small
          id={`up-${id}`}
          label={`Move ${name} up`}
          off={at === 0}
          onClick={() => change((ranked) => moveTo(ranked, id, at - 1))}
        >
          ↑
        </Small>
        <Small
          id={`down-${id}`}
          label={`Move ${name} down`}
          off={at === last}
          onClick={() => change((ranked) => moveTo(ranked, id, at + 1))}
        >
          ↓
        </Small>
        {at > 0 && (
          <Small
            id={`tie-${id}`}
            label={`${entry.tied ? 'Not tied' : 'Tie with above'}: ${name}`}
            onClick={() => change((ranked) => setTied(ranked, id, !entry.tied))}
          >
            {entry.tied ? 'Not tied' : 'Tie with above'}
          </Small>
        )}
        <Small id={`pass-${id}`} label={`Not nominated: ${name}`} onClick={pass}>
          Not nominated
        </Small>
      </div>
    </li>
  )
}

type SmallProps = { id?: string; label: string; off?: boolean; onClick: () => void; children: ReactNode }

/** A button that keeps the focus when it can do nothing more. */
export function Small({ id, label, off, onClick, children }: SmallProps) {
  return (
    <button
      type="button"
      id={id}
      aria-label={label}
      aria-disabled={off || undefined}
      onClick={off ? undefined : onClick}
      className="min-h-11 min-w-11 rounded-md border border-brand-700 bg-white px-3 text-sm text-brand-800 hover:bg-brand-50 aria-disabled:border-line aria-disabled:text-quiet"
    >
      {children}
    </button>
  )
}
