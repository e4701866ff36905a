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
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { type Entry, moveTo, ranksOf } from '../rank'
import { RankedRow } from './ranked-row'
import type { Shown } from './shown'

type Props = {
  ranked: Entry[]
  candidates: Map<string, Shown>
  change: (ranked: Entry[], id: string) => void
  pass: (id: string) => void
}

const HELP =
  'To pick up a candidate, press space or enter. While dragging, move it with the arrow keys. Press space or enter to put it down, or escape to leave it where it was.'

const upAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 })

/** The nominated in order, to be dragged by the handle, by pointer or keys, or moved by buttons. */
export function RankedList({ ranked, candidates, change, pass }: Props) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const ids = ranked.map(({ id }) => id)
  const ranks = ranksOf(ranked)
  const all = [...ranks.values()]
  const nameOf = (id: UniqueIdentifier) => candidates.get(String(id))?.name ?? ''
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
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id)
      change(moveTo(ranked, String(active.id), ids.indexOf(String(over.id))), String(active.id))
  }
  return (
    <DndContext
      id="ranking"
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[upAndDown]}
      onDragEnd={onDragEnd}
      accessibility={{ announcements, screenReaderInstructions: { draggable: HELP } }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className="card divide-y divide-line !p-0">
          {ranked.map((entry, at) => {
            const candidate = candidates.get(entry.id)
            const rank = ranks.get(entry.id)!
            if (!candidate) return null
            return (
              <RankedRow
                key={entry.id}
                {...{ candidate, rank, at, last: ranked.length - 1, entry }}
                shared={all.indexOf(rank) !== all.lastIndexOf(rank)}
                change={(next) => change(next(ranked), entry.id)}
                pass={() => pass(entry.id)}
              />
            )
          })}
        </ol>
      </SortableContext>
    </DndContext>
  )
}
