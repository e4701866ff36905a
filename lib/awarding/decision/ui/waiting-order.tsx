'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, ErrorText } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { reorder } from '../actions'
import type { Waiting } from './waiting-drag'

type Props = { where: { call: string; track: string }; list: Waiting[] }

/** Contains the library for dragging, so it loads after the page. */
const WaitingDrag = lazy(() => import('./waiting-drag'))

/**
 * The waiting list: a number for each without JavaScript; with it, rows to drag or to move by keys. A button saves it.
 */
export function WaitingOrder({ where, list }: Props) {
  const [state, sending] = useSending(reorder)
  const [order, setOrder] = useState(list)
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  // The server sent another order: a candidate was promoted, or has left.
  const seen = list.map(({ id }) => id).join()
  const [before, setBefore] = useState(seen)
  if (before !== seen) {
    setBefore(seen)
    setOrder(list)
  }
  const problems = Object.entries(state.errors ?? {}).map(([id, message]) => ({ id, message }))
  if (state.message) problems.unshift({ id: 'waiting-order', message: state.message })
  useErrorTitle(state.status === 'error', state)
  const changed = order.some(({ id }, at) => id !== list[at]?.id)
  const plain = <PlainOrder list={list} state={state} />
  return (
    <Form id="waiting-order" sending={sending} noValidate className="space-y-4">
      <ErrorSummary problems={problems} />
      <input type="hidden" name="call" value={where.call} />
      <input type="hidden" name="track" value={where.track} />
      <input type="hidden" name="seen" value={seen} />
      {ready ? (
        <Suspense fallback={plain}>
          <WaitingDrag order={order} change={setOrder} />
          {order.map(({ id }, at) => (
            <span key={id}>
              <input type="hidden" name={`places.${at}.id`} value={id} />
              <input type="hidden" name={`places.${at}.place`} value={at + 1} />
            </span>
          ))}
        </Suspense>
      ) : (
        plain
      )}
      {ready && changed && <p role="status">The new order is not saved yet.</p>}
      <div className="flex flex-wrap gap-3">
        <Button aria-disabled={sending.pending || undefined}>Save the order</Button>
        {ready && changed && (
          <Button type="button" look="quiet" onClick={() => setOrder(list)}>
            As it was
          </Button>
        )}
      </div>
    </Form>
  )
}

function PlainOrder({ list, state }: { list: Waiting[]; state: FormState }) {
  return (
    <ol className="card divide-y divide-line py-1">
      {list.map(({ id, name, about }, at) => {
        const field = `places.${at}.place`
        const error = state.errors?.[field]
        return (
          <li key={id} className="space-y-1 py-2">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <input type="hidden" name={`places.${at}.id`} value={id} />
              <input
                id={field}
                name={field}
                aria-label={`Place of ${name}`}
                inputMode="numeric"
                autoComplete="off"
                maxLength={4}
                defaultValue={state.values?.[field] ?? at + 1}
                aria-invalid={error ? true : undefined}
                aria-describedby={describedBy(field, false, error)}
                className="input !w-20"
              />
              <span>
                <bdi className="font-semibold">{name}</bdi> <span className="text-quiet">{about}</span>
              </span>
            </div>
            {error && <ErrorText id={field}>{error}</ErrorText>}
          </li>
        )
      })}
    </ol>
  )
}
