'use client'

import { useState } from 'react'
import type { FormState } from '@/lib/shared/action-state'
import { Fieldset } from '@/lib/shared/ui/field'
import type { ShownControl } from './shown-control'

type Props = { control: ShownControl; state: FormState; error?: string }

const HINT = 'Choose an answer. Then tick the values for which this applies.'

/**
 * “Only if”: an answer, and the values for which the form asks. The values follow the chosen answer at once; without
 * JavaScript after sending the form, which reports them as missing.
 */
export function Condition({ control, state, error }: Props) {
  const { name, label, facts = [], value } = control
  const [fact = '', ...values] = value.split('\n')
  const typed = state.values
  const given = typed ? (typed[`${name}.fact`] ?? '') : fact
  const [chosen, choose] = useState(given)
  const choices = facts.find((one) => one.value === chosen)?.choices ?? []
  const isOn = (one: string, at: number) =>
    typed ? typed[`${name}.t${at}`] === one : chosen === fact && values.includes(one)
  return (
    <Fieldset id={name} label={label} hint={HINT} error={error} optional>
      <label htmlFor={`${name}.fact`} className="sr-only">
        The answer that it depends on
      </label>
      <select
        key={given}
        id={`${name}.fact`}
        name={`${name}.fact`}
        autoComplete="off"
        defaultValue={given}
        onChange={({ target }) => choose(target.value)}
        className="input"
      >
        <option value="">Always</option>
        {facts.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {choices.length > 0 && (
        <div className="max-h-72 overflow-y-auto">
          {choices.map(([one, words], at) => (
            <label key={`${chosen}-${one}-${isOn(one, at)}`} className="flex min-h-11 items-center gap-3">
              <input
                type="checkbox"
                name={`${name}.t${at}`}
                value={one}
                defaultChecked={isOn(one, at)}
                className="size-5 shrink-0 accent-brand-700"
              />
              {words}
            </label>
          ))}
        </div>
      )}
    </Fieldset>
  )
}
