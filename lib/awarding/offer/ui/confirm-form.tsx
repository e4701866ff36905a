'use client'

import type { ComponentProps } from 'react'
import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { ConfirmIdentity } from '@/lib/shared/ui/confirm-identity'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, ErrorText, Field } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'

type Asked = {
  name: string
  label: string
  hint?: string
  optional?: boolean
  options?: [value: string, label: string][]
}

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  label: string
  look?: ComponentProps<typeof Button>['look']
  hidden: Record<string, string>
  /** A further question: text, or one of `options`. */
  fields?: Asked[]
  /** The text of the box to tick. */
  confirm: string
  /** Two forms on a page have fields with the same name. */
  prefix?: string
}

/** A step that the person confirms by ticking a box. Plain HTML without JavaScript. */
export function ConfirmForm({ action, label, look, hidden, fields = [], confirm, prefix = '' }: Props) {
  const [state, sending] = useSending(action)
  const errors = state.errors ?? {}
  const problems = [...fields.map(({ name }) => name), 'sure'].flatMap((name) =>
    errors[name] ? [{ id: prefix + name, message: errors[name] }] : [],
  )
  if (state.status === 'error' && state.message) problems.unshift({ id: `${prefix}sure`, message: state.message })
  useErrorTitle(state.status === 'error', state)
  const ticked = state.confirm !== undefined && state.values?.sure === 'yes'
  const sureId = `${prefix}sure`
  return (
    <Form sending={sending} noValidate className="space-y-5">
      <ErrorSummary problems={problems} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ name, label: text, hint, optional, options }) => {
        const id = prefix + name
        const value = state.values?.[name] ?? ''
        const shared = {
          id,
          name,
          className: 'input',
          autoComplete: 'off',
          defaultValue: value,
          'aria-invalid': errors[name] ? true : undefined,
          'aria-describedby': describedBy(id, hint, errors[name]),
        }
        return (
          <Field key={name} id={id} label={text} hint={hint} error={errors[name]} optional={optional}>
            {options ? (
              <select key={value} {...shared}>
                <option value="">Choose…</option>
                {options.map(([key, words]) => (
                  <option key={key} value={key}>
                    {words}
                  </option>
                ))}
              </select>
            ) : (
              <textarea {...shared} rows={4} maxLength={1000} dir="auto" />
            )}
          </Field>
        )
      })}
      <div className={errors.sure ? 'border-l-4 border-bad pl-3' : undefined}>
        {errors.sure && <ErrorText id={sureId}>{errors.sure}</ErrorText>}
        <label className="flex min-h-11 items-start gap-3 py-2">
          <input
            // The box stays ticked while the form asks for the password; the key keeps React's reset from clearing it.
            key={String(ticked)}
            defaultChecked={ticked}
            type="checkbox"
            id={sureId}
            name="sure"
            value="yes"
            aria-invalid={errors.sure ? true : undefined}
            aria-describedby={describedBy(sureId, undefined, errors.sure)}
            className="mt-0.5 size-5 shrink-0 accent-brand-700"
          />
          <span>{confirm}</span>
        </label>
      </div>
      <ConfirmIdentity state={state} />
      <Button look={look} aria-disabled={sending.pending || undefined}>
        {sending.pending ? 'One moment…' : label}
      </Button>
    </Form>
  )
}
