'use client'

import { type ComponentType, createContext, use, useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { describedBy, Field, Fieldset } from '@/lib/shared/ui/field'
import { readAs } from '../as-it-counts'
import type { Answers, DateInput, Leaf, LeafAnswer } from '../definition'
import { folded } from '../fold'
import { OR_CONFIRM } from '../rules'
import { type FormOptions, optionsFor, optionsHtml } from './options'
import type { Scale } from './scale'

type Props = { name: string; field: Leaf; value: LeafAnswer | undefined; error?: string; options: FormOptions }

/**
 * The scale control. Forms with a scale pass it in, so that other pages need not load it; without it a list of numbers
 * shows.
 */
export const ScaleControl = createContext<ComponentType<Parameters<typeof Scale>[0]> | null>(null)

/** One question: its label, hint, error and control. Works as plain HTML too, hence the explicit default values. */
export function Control(props: Props) {
  const { name, field, error } = props
  const frame = { id: name, label: field.label, hint: field.hint, error, optional: !field.required }
  const ScaleOf = field.type === 'scale' ? use(ScaleControl) : null
  if (ScaleOf && field.type === 'scale') return <ScaleOf {...props} field={field} />
  switch (field.type) {
    case 'date':
    case 'month':
      return (
        <Fieldset {...frame}>
          <DateParts {...props} />
          <ReadAs {...props} />
          <Sure {...props} />
        </Fieldset>
      )
    case 'choice':
    case 'track':
      return (
        <Fieldset {...frame}>
          <Radios {...props} />
        </Fieldset>
      )
    case 'confirm':
      return <Confirm {...props} />
    default:
      return (
        <Field {...frame}>
          <Plain {...props} />
          {['text', 'textarea', 'number'].includes(field.type) && <ReadAs {...props} />}
        </Field>
      )
  }
}

/** Says that an answer counts differently from how it was typed, because the portal changes nothing silently. */
function ReadAs({ name, field, value }: Props) {
  const answer = useWatch({ name, defaultValue: value ?? '' })
  return (
    <p aria-live="polite" className="!mt-0 text-sm text-quiet" dir="auto">
      {readAs(field, answer)}
    </p>
  )
}

/** Confirms an unusual date; another year asks again. */
function Sure({ name, value, error }: Props) {
  const { setValue, trigger } = useFormContext<Answers>()
  const answer = useWatch({ name, defaultValue: value ?? {} }) as DateInput | ''
  const year = answer ? folded(answer.year ?? '') : ''
  const sure = answer !== '' && answer.sure === year && year !== ''
  if (!sure && !error?.endsWith(OR_CONFIRM)) return null
  return (
    <label className="flex min-h-11 w-fit items-center gap-3">
      <input
        type="checkbox"
        name={`${name}.sure`}
        value={year}
        checked={sure}
        onChange={({ target }) => {
          setValue(`${name}.sure`, target.checked ? year : '', { shouldDirty: true })
          // The question concerns the whole date.
          void trigger(name)
        }}
        className="size-6 shrink-0 accent-brand-700"
      />
      The year {year} is right
    </label>
  )
}

function useControl({ name, field, error }: Props) {
  const { register } = useFormContext<Answers>()
  return {
    id: name,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describedBy(name, field.hint, error),
    ...register(name),
  }
}

function Plain(props: Props) {
  const { field, value } = props
  const control = useControl(props)
  const text = typeof value === 'string' ? value : ''
  if (field.type === 'textarea') {
    return (
      <>
        <textarea {...control} className="input" rows={field.rows} defaultValue={text} dir="auto" />
        <CharacterCount name={props.name} max={field.maxLength} initial={text} />
      </>
    )
  }
  if (field.type === 'number') {
    return (
      <span className="flex items-center gap-2">
        <input {...control} className="input max-w-40" inputMode="decimal" defaultValue={text} />
        {field.unit}
      </span>
    )
  }
  if (field.type === 'text') {
    const type = { email: 'email', tel: 'tel', url: 'url' }[field.format as string] ?? 'text'
    return (
      <input
        {...control}
        className="input"
        type={type}
        defaultValue={text}
        dir="auto"
        autoComplete={field.autocomplete ?? 'off'}
      />
    )
  }
  return <Select {...props} control={control} />
}

/** Its options are fixed once it shows: setting their HTML again would lose what the person chose. */
function Select({ field, options, value, control }: Props & { control: ReturnType<typeof useControl> }) {
  const text = typeof value === 'string' ? value : ''
  const [html] = useState(() => ({ __html: optionsHtml(field, options, text) }))
  return (
    <select
      {...control}
      className="input"
      defaultValue={text}
      autoComplete={field.type === 'country' ? field.autocomplete : undefined}
      dangerouslySetInnerHTML={html}
    />
  )
}

function CharacterCount({ name, max, initial }: { name: string; max: number; initial: string }) {
  const value = useWatch({ name, defaultValue: initial })
  const left = max - (typeof value === 'string' ? value.trim().length : 0)
  return (
    <p className={`text-sm ${left < 0 ? 'font-semibold text-bad' : 'text-quiet'}`}>
      {left < 0 ? `${-left} characters too many` : `${left} of ${max} characters left`}
    </p>
  )
}

function DateParts({ name, field, value, error }: Props) {
  const { register } = useFormContext<Answers>()
  const parts = (typeof value === 'object' ? value : {}) as DateInput
  const shown = field.type === 'month' ? (['month', 'year'] as const) : (['day', 'month', 'year'] as const)
  const birth = 'autocomplete' in field && field.autocomplete === 'bday'
  return (
    <div className="flex gap-3">
      {shown.map((part) => (
        <label key={part} htmlFor={`${name}.${part}`}>
          <span className="text-sm">{part[0]!.toUpperCase() + part.slice(1)}</span>
          <input
            id={`${name}.${part}`}
            className={`input block ${part === 'year' ? 'w-24' : 'w-16'}`}
            inputMode="numeric"
            // A pasted date may have spaces, and some digits count twice.
            maxLength={10}
            autoComplete={birth ? `bday-${part}` : 'off'}
            aria-invalid={error ? true : undefined}
            defaultValue={parts[part] ?? ''}
            {...register(`${name}.${part}`)}
          />
        </label>
      ))}
    </div>
  )
}

function Radios({ name, field, value, options }: Props) {
  const { register } = useFormContext<Answers>()
  return (
    <div className="space-y-1 pt-1">
      {optionsFor(field, options).map((option) => (
        <label key={option.value} className="flex min-h-11 items-start gap-3 py-2">
          <input
            type="radio"
            className="mt-0.5 size-5 shrink-0 accent-brand-700"
            value={option.value}
            defaultChecked={value === option.value}
            {...register(name)}
          />
          <span>
            {option.label}
            {option.hint && <span className="block text-sm text-quiet">{option.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  )
}

function Confirm(props: Props) {
  const { field, value, error, name } = props
  const control = useControl(props)
  return (
    <div className={error ? 'border-l-4 border-bad pl-3' : undefined}>
      {field.hint && (
        <p id={`${name}-hint`} className="text-sm text-quiet">
          {field.hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} className="font-semibold text-bad">
          {error}
        </p>
      )}
      <label className="flex min-h-11 items-start gap-3 py-2">
        <input
          {...control}
          type="checkbox"
          className="mt-0.5 size-5 shrink-0 accent-brand-700"
          value="yes"
          defaultChecked={value === 'yes'}
        />
        <span>{field.label}</span>
      </label>
    </div>
  )
}
