'use client'

import { type ComponentProps, type ReactNode, useActionState } from 'react'
import { type FormState, idle } from '@/lib/action-state'
import { Button } from './button'
import { Notice } from './notice'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  label: ReactNode
  look?: ComponentProps<typeof Button>['look']
  children?: ReactNode
}

/** A form of one button, with what the server says of it. Works without JavaScript. */
export function ActionForm({ action, label, look, children }: Props) {
  const [state, formAction, pending] = useActionState(action, idle)
  return (
    <form action={formAction} className="space-y-4">
      {state.status === 'error' && (
        <div role="alert">
          <Notice tone="bad">{state.message ?? Object.values(state.errors ?? {})[0]}</Notice>
        </div>
      )}
      {children}
      <Button look={look} aria-disabled={pending || undefined}>
        {label}
      </Button>
    </form>
  )
}
