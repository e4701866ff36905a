'use client'

import type { ReactNode } from 'react'
import type { FormState } from '@/lib/action-state'
import { Button } from '@/lib/ui/button'
import { Form } from '@/lib/ui/sending/form'
import { useSending } from '@/lib/ui/sending/use-sending'
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
  const [state, sending] = useSending(action)
  return (
    <Form sending={sending} noValidate className="space-y-5">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Fields fields={fields} state={state} prefix={prefix} />
      <Button aria-disabled={sending.pending || undefined}>{sending.pending ? 'One moment…' : submit}</Button>
      {children}
    </Form>
  )
}
