'use client'

import { type ReactNode, useActionState, useEffect, useRef } from 'react'
import { type FormState, idle } from '@/lib/action-state'
import { Button } from './button'
import { ErrorSummary } from './error-summary'
import { describedBy, Field } from './field'
import { Notice } from './notice'

export type TextField = {
  name: string
  label: string
  hint?: string
  type?: 'text' | 'email' | 'password'
  autoComplete: string
  optional?: boolean
  value?: string
}

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  fields: TextField[]
  hidden?: Record<string, string>
  label: string
  children?: ReactNode
}

/** A short form of text fields for a server action: errors in a summary and beside the field, nothing typed is lost. */
export function TextForm({ action, fields, hidden = {}, label, children }: Props) {
  const [state, formAction] = useActionState(action, idle)
  const summary = useRef<HTMLDivElement>(null)
  const errors = state.errors ?? {}
  useEffect(() => {
    if (state.status === 'error') summary.current?.querySelector<HTMLElement>('[role=alert]')?.focus()
  }, [state])
  return (
    <form action={formAction} noValidate className="space-y-5">
      <div ref={summary}>
        <ErrorSummary problems={Object.entries(errors).map(([id, message]) => ({ id, message }))} />
        {state.message && (
          <div role={state.status === 'error' ? 'alert' : 'status'} tabIndex={-1}>
            <Notice tone={state.status === 'error' ? 'bad' : 'good'}>{state.message}</Notice>
          </div>
        )}
      </div>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ name, label: text, hint, type = 'text', autoComplete, optional, value }) => (
        <Field key={name} id={name} label={text} hint={hint} error={errors[name]} optional={optional}>
          <input
            id={name}
            name={name}
            type={type}
            autoComplete={autoComplete}
            className="input"
            dir={type === 'text' ? 'auto' : undefined}
            spellCheck={false}
            defaultValue={state.values?.[name] ?? value}
            aria-invalid={errors[name] ? true : undefined}
            aria-describedby={describedBy(name, hint, errors[name])}
          />
        </Field>
      ))}
      {children}
      <Button>{label}</Button>
    </form>
  )
}
