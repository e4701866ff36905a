'use client'

import type { ComponentProps, ReactNode } from 'react'
import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { ConfirmIdentity } from '@/lib/shared/ui/confirm-identity'
import { Fields } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'

type Props = Pick<ComponentProps<typeof Fields>, 'fields' | 'prefix' | 'password'> & {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  submit: string
  hidden?: Record<string, string>
  children?: ReactNode
}

/** A short form described as data. Without JavaScript the browser posts it as plain HTML. */
export function FieldsForm({ action, submit, hidden = {}, children, ...rest }: Props) {
  const [state, sending] = useSending(action)
  return (
    <Form sending={sending} noValidate className="space-y-5">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Fields state={state} {...rest} />
      <ConfirmIdentity state={state} />
      <Button aria-disabled={sending.pending || undefined}>{sending.pending ? 'One moment…' : submit}</Button>
      {children}
    </Form>
  )
}
