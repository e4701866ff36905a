'use client'

import type { FormState } from '@/lib/shared/action-state'
import { describedBy, Field, Fieldset, Hint } from '@/lib/shared/ui/field'
import { Condition } from './condition'
import type { ShownControl } from './shown-control'

type OneProps = { control: ShownControl; state: FormState; error?: string }

/** One control of a part's form, with the typed value if the form was refused. */
export function OneControl({ control, state, error }: OneProps) {
  const { name, label, hint, optional, kind, choices = [], value } = control
  const typed = state.values
  if (kind === 'condition') return <Condition control={control} state={state} error={error} />
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
            className="size-5 shrink-0 accent-brand-700"
          />
          {label}
        </label>
      )
    })
    if (kind === 'ticks') return <Fieldset {...field}>{list}</Fieldset>
    return (
      <div>
        {list}
        {hint && <Hint id={name}>{hint}</Hint>}
      </div>
    )
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
      ) : kind === 'textarea' || kind === 'lines' || kind === 'rows' || kind === 'countries' ? (
        <textarea {...shared} rows={kind === 'textarea' ? 4 : 6} className="input" dir="auto" />
      ) : (
        <input
          {...shared}
          type={kind === 'instant' ? 'datetime-local' : kind === 'date' ? 'date' : 'text'}
          step={kind === 'instant' ? 1 : undefined}
          inputMode={kind === 'number' ? 'decimal' : undefined}
          className={kind === 'text' ? 'input' : 'input !w-72 block max-w-full'}
          dir="auto"
        />
      )}
    </Field>
  )
}
