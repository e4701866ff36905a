'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import type { WholeList } from '../candidacies'
import { type EditorProps, routeOf } from './candidate-view'
import { RankForm } from './rank-form'

/** Contains the library for dragging, so it loads after the page. */
const Board = lazy(() => import('./board'))

/**
 * The editor of the ranks: a form of numbers, and once its code has loaded, a list to drag or to move by keys. Of a list
 * that is longer than the page, it loads the rest.
 */
export function RankEditor(props: EditorProps) {
  const { list, candidates, total } = props
  const [whole, setWhole] = useState<WholeList | null>(null)
  useEffect(() => {
    if (candidates.length === total) return setWhole({ version: list.version, candidates })
    // The form stays where it does not answer.
    fetch(routeOf(list))
      .then(async (answer) => answer.ok && setWhole(await answer.json()))
      .catch(() => {})
  }, [])
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
  if (!whole) return plain
  return (
    <Suspense fallback={plain}>
      <Board {...props} whole={whole} />
    </Suspense>
  )
}
