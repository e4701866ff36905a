'use client'

import type { ReactNode } from 'react'
import { Notice } from '@/lib/shared/ui/notice'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { remind } from '../actions'

/** One form for all buttons of a table; each button names its reviewer. */
export function RemindForm({ call, children }: { call: string; children: ReactNode }) {
  const [state, sending] = useSending(remind)
  return (
    <Form sending={sending} className="space-y-4">
      {state.status === 'error' && (
        <div role="alert">
          <Notice tone="bad">{state.message ?? Object.values(state.errors ?? {})[0]}</Notice>
        </div>
      )}
      <input type="hidden" name="call" value={call} />
      {children}
    </Form>
  )
}
