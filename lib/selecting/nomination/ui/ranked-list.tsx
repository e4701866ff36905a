'use client'

import { SortableList } from '@/lib/shared/ui/sortable-list'
import { type Entry, moveTo, ranksOf } from '../rank'
import type { Shown } from './candidate-view'
import { RankedRow } from './ranked-row'

type Props = {
  ranked: Entry[]
  candidates: Map<string, Shown>
  change: (id: string, step: (ranked: Entry[]) => Entry[]) => void
  pass: (id: string) => void
}

/** The nominated candidates in order, to drag or to move by buttons. */
export function RankedList({ ranked, candidates, change, pass }: Props) {
  const ranks = ranksOf(ranked)
  const all = [...ranks.values()]
  const items = ranked.map(({ id }) => ({ id, name: candidates.get(id)?.name ?? '' }))
  const move = (from: number, to: number) => {
    const { id } = ranked[from]!
    change(id, (before) => moveTo(before, id, to))
  }
  return (
    <SortableList id="ranking" what="a candidate" items={items} move={move}>
      {ranked.map((entry, at) => {
        const candidate = candidates.get(entry.id)
        const rank = ranks.get(entry.id)!
        if (!candidate) return null
        return (
          <RankedRow
            key={entry.id}
            candidate={candidate}
            rank={rank}
            at={at}
            last={ranked.length - 1}
            entry={entry}
            shared={all.indexOf(rank) !== all.lastIndexOf(rank)}
            change={(step) => change(entry.id, step)}
            pass={() => pass(entry.id)}
          />
        )
      })}
    </SortableList>
  )
}
