'use client'

import type { ReactNode } from 'react'
import type { FormState } from '@/lib/shared/action-state'
import { Form } from './form'
import { useSending } from './use-sending'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  className?: string
  children: ReactNode
}

/** A form around a page's own buttons, whose action leads on or changes the page. */
export function SendForm({ action, className, children }: Props) {
  const [state, sending] = useSending(action)
  return (
    <Form sending={sending} className={className}>
      {state.status === 'error' && (
        <p role="alert" className="font-semibold text-bad">
          {state.message ?? 'Please open the page again.'}
        </p>
      )}
      {children}
    </Form>
  )
}
