'use client'

import type { ComponentProps, ReactNode } from 'react'
import type { FormState } from '@/lib/shared/action-state'
import { Button } from './button'
import { ConfirmIdentity } from './confirm-identity'
import { Notice } from './notice'
import { Form } from './sending/form'
import { useSending } from './sending/use-sending'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  label: ReactNode
  look?: ComponentProps<typeof Button>['look']
  children?: ReactNode
}

/** A form of one button that shows the server's answer. Works without JavaScript. */
export function ActionForm({ action, label, look, children }: Props) {
  const [state, sending] = useSending(action)
  return (
    <Form sending={sending} className="space-y-4">
      {state.status === 'error' && !state.confirm && (
        <div role="alert">
          <Notice tone="bad">{state.message ?? Object.values(state.errors ?? {})[0]}</Notice>
        </div>
      )}
      {children}
      <ConfirmIdentity state={state} />
      <Button look={look} aria-disabled={sending.pending || undefined}>
        {label}
      </Button>
    </Form>
  )
}
