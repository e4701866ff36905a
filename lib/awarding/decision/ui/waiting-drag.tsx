'use client'

import { arrayMove } from '@dnd-kit/sortable'
import { useEffect, useRef } from 'react'
import { SmallButton } from '@/lib/shared/ui/small-button'
import { SortableList, SortableRow } from '@/lib/shared/ui/sortable-list'

export type Waiting = { id: string; name: string; about: string }

type Props = { order: Waiting[]; change: (order: Waiting[]) => void }

/** The waiting list in order, to drag, or to move by buttons. */
export default function WaitingDrag({ order, change }: Props) {
  const focus = useRef<string | null>(null)
  // A moved row keeps the focus.
  useEffect(() => {
    if (focus.current) document.getElementById(focus.current)?.focus()
    focus.current = null
  })
  const move = (from: number, to: number) => {
    focus.current = document.activeElement?.id ?? null
    change(arrayMove(order, from, to))
  }
  return (
    <SortableList id="waiting" what="an application" items={order} move={move}>
      {order.map(({ id, name, about }, at) => (
        <SortableRow key={id} id={id} name={name}>
          <strong className="w-10 shrink-0 text-center text-xl">
            <span className="sr-only">Place </span>
            {at + 1}
          </strong>
          <span className="min-w-48 flex-1">
            <bdi className="font-semibold">{name}</bdi> <span className="text-quiet">{about}</span>
          </span>
          <span className="flex gap-2">
            <SmallButton id={`up-${id}`} label={`Move ${name} up`} off={at === 0} onClick={() => move(at, at - 1)}>
              ↑
            </SmallButton>
            <SmallButton
              id={`down-${id}`}
              label={`Move ${name} down`}
              off={at === order.length - 1}
              onClick={() => move(at, at + 1)}
            >
              ↓
            </SmallButton>
          </span>
        </SortableRow>
      ))}
    </SortableList>
  )
}
