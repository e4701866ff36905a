'use client'

import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  type Modifier,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { useEffect, useRef } from 'react'
import { Small } from '@/lib/nomination/ui/ranked-row'
import type { Waiting } from './waiting-order'

const HELP =
  'To pick up an application, press space or enter. While dragging, move it with the arrow keys. Press space or enter to put it down, or escape to leave it where it was.'

const upAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 })

type Props = { order: Waiting[]; change: (order: Waiting[]) => void }

/** The waiting list in order, to be dragged by the handle, by pointer or keys, or moved by buttons. */
export default function WaitingDrag({ order, change }: Props) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const focus = useRef<string | null>(null)
  // A row that moves takes the focus with it.
  useEffect(() => {
    if (focus.current) document.getElementById(focus.current)?.focus()
    focus.current = null
  })
  const ids = order.map(({ id }) => id)
  const nameOf = (id: UniqueIdentifier) => order.find((one) => one.id === id)?.name ?? ''
  const placeOf = (id: UniqueIdentifier) => `place ${ids.indexOf(String(id)) + 1} of ${ids.length}`
  const pickedUp = (id: UniqueIdentifier) => `Picked up ${nameOf(id)}, at ${placeOf(id)}.`
  const announcements: Announcements = {
    onDragStart: ({ active }) => pickedUp(active.id),
    // It begins over its own place.
    onDragOver: ({ active, over }) =>
      !over
        ? undefined
        : over.id === active.id
          ? pickedUp(active.id)
          : `${nameOf(active.id)} would be at ${placeOf(over.id)}.`,
    onDragEnd: ({ active, over }) => (over ? `${nameOf(active.id)} is at ${placeOf(over.id)}.` : undefined),
    onDragCancel: ({ active }) => `${nameOf(active.id)} stays at ${placeOf(active.id)}.`,
  }
  const move = (from: number, to: number) => {
    focus.current = document.activeElement?.id ?? null
    change(arrayMove(order, from, to))
  }
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id) move(ids.indexOf(String(active.id)), ids.indexOf(String(over.id)))
  }
  return (
    <DndContext
      id="waiting"
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[upAndDown]}
      onDragEnd={onDragEnd}
      accessibility={{ announcements, screenReaderInstructions: { draggable: HELP } }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className="card divide-y divide-line !p-0">
          {order.map((one, at) => (
            <Row key={one.id} {...one} at={at} last={order.length - 1} move={(to) => move(at, to)} />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  )
}

type RowProps = Waiting & { at: number; last: number; move: (to: number) => void }

function Row({ id, name, about, at, last, move }: RowProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
  })
  const style = { transform: transform ? `translate3d(0, ${transform.y}px, 0)` : undefined, transition }
  return (
    <li
      ref={setNodeRef}
      style={style}
      className={`flex flex-wrap items-center gap-x-3 gap-y-2 bg-white px-3 py-2 first:rounded-t-xl last:rounded-b-xl ${
        isDragging ? 'relative z-20 shadow-lg outline-2 outline-brand-600' : ''
      }`}
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
      <strong className="w-10 shrink-0 text-center text-xl">
        <span className="sr-only">Place </span>
        {at + 1}
      </strong>
      <span className="min-w-48 flex-1">
        <bdi className="font-semibold">{name}</bdi> <span className="text-quiet">{about}</span>
      </span>
      <span className="flex gap-2">
        <Small id={`up-${id}`} label={`Move ${name} up`} off={at === 0} onClick={() => move(at - 1)}>
          ↑
        </Small>
        <Small id={`down-${id}`} label={`Move ${name} down`} off={at === last} onClick={() => move(at + 1)}>
          ↓
        </Small>
      </span>
    </li>
  )
}
