'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import type { EditorProps } from './candidate-view'
import { RankForm } from './rank-form'

/** Contains the library for dragging, so it loads after the page. */
const Board = lazy(() => import('./board'))

/** The editor of the ranks: a form of numbers, and once its code has loaded, a list to drag or to move by keys. */
export function RankEditor(props: EditorProps) {
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  const plain = (
    <>
      <RankForm {...props} />
      <p>
        <a href={props.handIn} className="link">
          Check the saved list and hand it in
        </a>
      </p>
    </>
  )
  if (!ready) return plain
  return (
    <Suspense fallback={plain}>
      <Board {...props} />
    </Suspense>
  )
}
