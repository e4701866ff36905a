'use client'

import { useActionState } from 'react'
import { type FormState, idle } from '@/lib/action-state'
import { useErrorTitle } from '@/lib/people/ui/fields'
import { Button } from '@/lib/ui/button'
import { ErrorSummary } from '@/lib/ui/error-summary'
import { describedBy, Field, Fieldset } from '@/lib/ui/field'

/** A control as the browser needs it: `value` as text, of ticks one a line. */
export type ShownControl = {
  name: string
  label: string
  hint?: string
  optional?: boolean
  kind: 'text' | 'textarea' | 'number' | 'instant' | 'yes-no' | 'select' | 'ticks' | 'lines' | 'rows'
  choices?: [value: string, label: string][]
  value: string
}

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  hidden: Record<string, string>
  controls: ShownControl[]
}

/** The form of a part of a Call, or of an item of it. Posted as plain HTML where there is no JavaScript. */
export function EditForm({ action, hidden, controls }: Props) {
  const [state, formAction, pending] = useActionState(action, idle)
  const errors = state.errors ?? {}
  const problems = controls.flatMap(({ name, kind }) => {
    const message = errors[name]
    return message ? [{ id: kind === 'ticks' ? `${name}.t0` : name, message }] : []
  })
  if (state.message) problems.unshift({ id: controls[0]!.name, message: state.message })
  useErrorTitle(state.status === 'error', state)
  return (
    <form action={formAction} noValidate className="space-y-6">
      <ErrorSummary problems={problems} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {controls.map((control) => (
        <OneControl key={control.name} control={control} state={state} error={errors[control.name]} />
      ))}
      <Button aria-disabled={pending || undefined}>{pending ? 'One moment…' : 'Keep in the draft'}</Button>
    </form>
  )
}

type OneProps = { control: ShownControl; state: FormState; error?: string }

function OneControl({ control, state, error }: OneProps) {
  const { name, label, hint, optional, kind, choices = [], value } = control
  const typed = state.values
  const shared = {
    id: name,
    name,
    autoComplete: 'off',
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describedBy(name, hint, error),
    defaultValue: typed ? (typed[name] ?? '') : value,
  } as const
  const field = { id: name, label, hint, error, optional: optional && kind !== 'ticks' }
  if (kind === 'yes-no' || kind === 'ticks') {
    const boxes: [name: string, value: string, label: string][] =
      kind === 'yes-no' ? [[name, 'yes', label]] : choices.map(([value, label], at) => [`${name}.t${at}`, value, label])
    const ticked = value.split('\n')
    const list = boxes.map(([name, value, label]) => {
      const on = typed ? typed[name] === value : ticked.includes(value)
      return (
        <label key={`${name}-${on}`} className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            id={name}
            name={name}
            value={value}
            defaultChecked={on}
            className="size-5 accent-brand-700"
          />
          {label}
        </label>
      )
    })
    return kind === 'ticks' ? <Fieldset {...field}>{list}</Fieldset> : <div>{list}</div>
  }
  return (
    <Field {...field}>
      {kind === 'select' ? (
        <select key={shared.defaultValue} {...shared} className="input">
          {choices.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : kind === 'textarea' || kind === 'lines' || kind === 'rows' ? (
        <textarea {...shared} rows={kind === 'textarea' ? 4 : 6} className="input" dir="auto" />
      ) : (
        <input
          {...shared}
          type={kind === 'instant' ? 'datetime-local' : 'text'}
          step={kind === 'instant' ? 1 : undefined}
          inputMode={kind === 'number' ? 'decimal' : undefined}
          className={kind === 'text' ? 'input' : 'input !w-72 block max-w-full'}
          dir="auto"
        />
      )}
    </Field>
  )
}
