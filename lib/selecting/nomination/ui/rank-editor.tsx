'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import type { EditorProps } from './candidate-view'
import { RankForm } from './rank-form'

/** With the library for dragging: it comes after the page. */
const Board = lazy(() => import('./board'))

/** The list to be ranked: a form of numbers, and once its code is there, one to drag or to move by keys. */
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
