'use client'

import { type ReactNode, useActionState } from 'react'
import { type FormState, idle } from '@/lib/action-state'
import { Button } from '@/lib/ui/button'
import { type FieldSpec, Fields } from './fields'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  fields: FieldSpec[]
  submit: string
  prefix?: string
  hidden?: Record<string, string>
  children?: ReactNode
}

/** A short form described as data. It is posted as plain HTML where there is no JavaScript. */
export function FieldsForm({ action, fields, submit, prefix, hidden = {}, children }: Props) {
  const [state, formAction, pending] = useActionState(action, idle)
  return (
    <form action={formAction} noValidate className="space-y-5">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Fields fields={fields} state={state} prefix={prefix} />
      <Button aria-disabled={pending || undefined}>{pending ? 'One moment…' : submit}</Button>
      {children}
    </form>
  )
}
