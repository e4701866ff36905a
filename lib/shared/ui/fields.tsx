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
  /** A select's values, each with its label. */
  options?: [value: string, label: string][]
  autoComplete: string
  hint?: ReactNode
  optional?: boolean
  value?: string
}

type Props = {
  fields: FieldSpec[]
  state: FormState
  /** Set it if two forms on a page have fields of the same name. */
  prefix?: string
  /** More properties of a control, such as react-hook-form's. */
  control?: (name: string) => ComponentProps<'input'>
  /** The password control. Forms that need one pass it in, so that other pages need not load it. */
  password?: ComponentType<ComponentProps<'input'> & { meter?: boolean }>
  /** Changes with each submission, so that the errors are announced once and not while the person corrects them. */
  turn?: unknown
}

/** The server's answer about the form, the errors at the top and at each field, and the fields. */
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
              // React resets a submitted form to its first values; the key creates a new select with the chosen value.
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

/** Puts `Error:` into the page's title, and scrolls to and focuses the summary each time errors come back. */
export function useErrorTitle(wrong: boolean, turn: unknown) {
  useEffect(() => {
    document.title = `${wrong ? 'Error: ' : ''}${document.title.replace(/^Error: /, '')}`
  }, [wrong, turn])
  useEffect(() => {
    if (wrong) document.getElementById('error-summary')?.focus()
  }, [turn])
}
