'use client'

import { type ReactNode, useActionState } from 'react'
import { idle } from '@/lib/action-state'
import { Notice } from '@/lib/ui/notice'
import { remind } from '../actions'

/** One form for all the buttons of a table, each of which names its reviewer. */
export function RemindForm({ call, children }: { call: string; children: ReactNode }) {
  const [state, formAction] = useActionState(remind, idle)
  return (
    <form action={formAction} className="space-y-4">
      {state.status === 'error' && (
        <div role="alert">
          <Notice tone="bad">{state.message ?? Object.values(state.errors ?? {})[0]}</Notice>
        </div>
      )}
      <input type="hidden" name="call" value={call} />
      {children}
    </form>
  )
}
