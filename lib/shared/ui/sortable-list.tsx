'use client'

import {
  type Announcements,
  closestCenter,
  DndContext,
  KeyboardSensor,
  type Modifier,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import type { ReactNode } from 'react'

const upAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 })

type Props = {
  /** Tells one list of a page from another. */
  id: string
  /** What the person drags, in a sentence: 'a candidate'. */
  what: string
  /** In order. */
  items: { id: string; name: string }[]
  /** Called with the old and new position, both counted from 0. */
  move: (from: number, to: number) => void
  children: ReactNode
}

/**
 * A list that people sort by dragging the handles of its rows, by pointer or keys; it announces each step to screen
 * readers.
 */
export function SortableList({ id, what, items, move, children }: Props) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const at = (item: UniqueIdentifier) => items.findIndex((one) => one.id === item)
  const nameOf = (item: UniqueIdentifier) => items[at(item)]?.name ?? ''
  const placeOf = (item: UniqueIdentifier) => `place ${at(item) + 1} of ${items.length}`
  const pickedUp = (item: UniqueIdentifier) => `Picked up ${nameOf(item)}, at ${placeOf(item)}.`
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
  const draggable = `To pick up ${what}, press space or enter. While dragging, move it with the arrow keys. Press space or enter to put it down, or escape to leave it where it was.`
  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[upAndDown]}
      onDragEnd={({ active, over }) => {
        if (over && active.id !== over.id) move(at(active.id), at(over.id))
      }}
      accessibility={{ announcements, screenReaderInstructions: { draggable } }}
    >
      <SortableContext items={items} strategy={verticalListSortingStrategy}>
        <ol className="card divide-y divide-line !p-0">{children}</ol>
      </SortableContext>
    </DndContext>
  )
}

type RowProps = { id: string; name: string; marked?: boolean; children: ReactNode }

/** A row of the list, which begins with its handle; `marked` by a line before it. */
export function SortableRow({ id, name, marked, children }: RowProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
  })
  const style = { transform: transform ? `translate3d(0, ${transform.y}px, 0)` : undefined, transition }
  return (
    <li
      ref={setNodeRef}
      style={style}
      className={`flex flex-wrap items-center gap-x-3 gap-y-1 bg-white px-3 py-1 first:rounded-t-xl last:rounded-b-xl ${
        isDragging ? 'relative z-20 shadow-lg outline-2 outline-brand-600' : ''
      } ${marked ? 'border-l-8 border-l-sun-400' : ''}`}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        id={`drag-${id}`}
        aria-label={`Drag ${name}`}
        className="flex size-11 pointer-fine:size-9 shrink-0 cursor-grab touch-none items-center justify-center rounded-md border border-line text-xl text-quiet hover:bg-brand-50"
      >
        <span aria-hidden="true">⠿</span>
      </button>
      {children}
    </li>
  )
}
