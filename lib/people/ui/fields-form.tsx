'use client'

import type { ComponentProps, ReactNode } from 'react'
import type { FormState } from '@/lib/action-state'
import { Button } from '@/lib/ui/button'
import { ConfirmIdentity } from '@/lib/ui/confirm-identity'
import { Form } from '@/lib/ui/sending/form'
import { useSending } from '@/lib/ui/sending/use-sending'
import { Fields } from './fields'

type Props = Pick<ComponentProps<typeof Fields>, 'fields' | 'prefix' | 'password'> & {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  submit: string
  hidden?: Record<string, string>
  children?: ReactNode
}

/** A short form described as data. It is posted as plain HTML where there is no JavaScript. */
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
