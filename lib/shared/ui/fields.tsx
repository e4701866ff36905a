'use client'

import { type ComponentProps, type ComponentType, type ReactNode, useEffect } from 'react'
import type { FormState } from '@/lib/shared/action-state'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field } from '@/lib/shared/ui/field'
import { Notice } from '@/lib/shared/ui/notice'

export type FieldSpec = {
  name: string
  label: string
  type?: 'text' | 'email' | 'password' | 'new-password' | 'select' | 'textarea'
  /** Of a select: its values, each with its words. */
  options?: [value: string, label: string][]
  autoComplete: string
  hint?: ReactNode
  optional?: boolean
  value?: string
}

type Props = {
  fields: FieldSpec[]
  state: FormState
  /** Two forms on a page have fields of the same name. */
  prefix?: string
  /** More properties of a control, such as react-hook-form's. */
  control?: (name: string) => ComponentProps<'input'>
  /** What shows a password: forms that ask for one bring it along, so that the others need not transfer it. */
  password?: ComponentType<ComponentProps<'input'> & { meter?: boolean }>
  /** Changes with each sending, so that the errors are told once and not while somebody mends them. */
  turn?: unknown
}

/** What the server says of the form, its errors at the top and at each field, and the fields. */
export function Fields({ fields, state, prefix = '', control, password: Password, turn = state }: Props) {
  const errors = state.errors ?? {}
  const idOf = (name: string) => prefix + name
  const problems = fields.flatMap(({ name }) => (errors[name] ? [{ id: idOf(name), message: errors[name] }] : []))
  if (state.status === 'error' && state.message) problems.unshift({ id: idOf(fields[0]!.name), message: state.message })
  useErrorTitle(state.status === 'error', turn)

  return (
    <>
      <ErrorSummary problems={problems} />
      {state.status === 'done' && state.message && (
        <Notice tone="good" live>
          {state.message}
        </Notice>
      )}
      {fields.map(({ name, label, type = 'text', options = [], autoComplete, hint, optional, value }) => {
        const id = idOf(name)
        const error = errors[name]
        const password = type === 'password' || type === 'new-password'
        const shared = {
          id,
          name,
          autoComplete,
          required: !optional,
          'aria-invalid': error ? true : undefined,
          'aria-describedby': describedBy(id, hint, error),
          ...(password ? {} : { defaultValue: state.values?.[name] ?? value }),
        }
        const props: ComponentProps<'input'> = { ...shared, ...control?.(name) }
        return (
          <Field key={name} id={id} label={label} hint={hint} error={error} optional={optional}>
            {password &&
              (Password ? (
                <Password {...props} meter={type === 'new-password'} />
              ) : (
                <input {...props} type="password" className="input" />
              ))}
            {type === 'textarea' && <textarea {...shared} rows={4} className="input" dir="auto" />}
            {type === 'select' && (
              // React gives a form that was sent its first values back; the key makes a select of its own with the chosen one.
              <select key={shared.defaultValue} {...shared} className="input">
                <option value="">Choose…</option>
                {options.map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            )}
            {(type === 'text' || type === 'email') && (
              <input {...props} type={type} className="input" dir={type === 'text' ? 'auto' : undefined} />
            )}
          </Field>
        )
      })}
    </>
  )
}

/** Says `Error:` in the page's title, and brings the summary into view and focus each time that errors come back. */
export function useErrorTitle(wrong: boolean, turn: unknown) {
  useEffect(() => {
    document.title = `${wrong ? 'Error: ' : ''}${document.title.replace(/^Error: /, '')}`
  }, [wrong, turn])
  useEffect(() => {
    if (wrong) document.getElementById('error-summary')?.focus()
  }, [turn])
}
