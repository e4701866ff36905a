'use client'

import type { ReactNode } from 'react'
import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { ConfirmIdentity } from '@/lib/shared/ui/confirm-identity'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { TickList } from './tick-list'

type Option = [key: string, label: string]
export type StaffField = { name: string; label: string; hint?: string; optional?: boolean } & (
  | { type: 'text' | 'email' | 'number' }
  | { type: 'select' | 'ticks'; options: Option[] }
)
type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  submit: string
  fields: StaffField[]
  hidden: Record<string, string>
  /** The initial values of the form, by field name; for ticks, the keys. */
  initial?: Record<string, string | string[]>
  children?: ReactNode
}

/** A person and their role, described as data. Plain HTML without JavaScript. */
export function StaffForm({ action, submit, fields, hidden, initial = {}, children }: Props) {
  const [state, sending] = useSending(action)
  const errors = state.errors ?? {}
  const problems = fields.flatMap(({ name }) => (errors[name] ? [{ id: name, message: errors[name] }] : []))
  if (state.status === 'error' && state.message) problems.unshift({ id: fields[0]!.name, message: state.message })
  useErrorTitle(state.status === 'error', state)
  const given = (name: string) => String(state.values?.[name] ?? initial[name] ?? '')
  const ticked = (name: string) => (key: string) =>
    state.values ? state.values[`${name}.is-${key}`] === 'on' : (initial[name] ?? []).includes(key)
  return (
    <Form sending={sending} noValidate className="space-y-6">
      <ErrorSummary problems={problems} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => {
        const { name, label, hint, optional } = field
        const error = errors[name]
        if (field.type === 'ticks')
          return (
            <TickList
              key={name}
              name={name}
              label={label}
              hint={hint}
              error={error}
              options={field.options}
              ticked={ticked(name)}
            />
          )
        const props = {
          id: name,
          name,
          autoComplete: 'off',
          defaultValue: given(name),
          className: 'input',
          'aria-invalid': error ? true : undefined,
          'aria-describedby': describedBy(name, hint, error),
        }
        return (
          <Field key={name} id={name} label={label} hint={hint} error={error} optional={optional}>
            {field.type === 'select' ? (
              <select key={given(name)} {...props}>
                <option value="">{optional ? 'None' : 'Choose…'}</option>
                {field.options.map(([key, words]) => (
                  <option key={key} value={key}>
                    {words}
                  </option>
                ))}
              </select>
            ) : field.type === 'number' ? (
              <input {...props} inputMode="numeric" className="input block !w-24" />
            ) : (
              <input {...props} type={field.type} dir={field.type === 'text' ? 'auto' : undefined} />
            )}
          </Field>
        )
      })}
      {children}
      <ConfirmIdentity state={state} />
      <Button aria-disabled={sending.pending || undefined}>{sending.pending ? 'One moment…' : submit}</Button>
    </Form>
  )
}
