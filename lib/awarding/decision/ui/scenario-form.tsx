'use client'

import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, ErrorText, Field, Fieldset } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { LIMIT_ROWS } from '../scenario-limits'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  where: { call: string; track: string }
  /** The initial values of the form, by field name. */
  initial: Record<string, string>
  /** Suggestions of what a limit can count. */
  offered: string[]
}

const SWITCHES = [
  ['normalised', 'Use the scores as calibrated between reviewers, where that was worked out'],
  ['keepOrder', 'Keep the order of each institution: nobody before somebody whom it ranked higher'],
] as const
const TIES = [
  ['number', 'The lower application number'],
  ['draw', 'A draw, whose seed is recorded'],
] as const

/** The rule and limits of a scenario. Plain HTML without JavaScript. */
export function ScenarioForm({ action, where, initial, offered }: Props) {
  const [state, sending] = useSending(action)
  const errors = state.errors ?? {}
  const given = (name: string) => (state.values ? (state.values[name] ?? '') : (initial[name] ?? ''))
  const problems = Object.entries(errors).map(([id, message]) => ({
    id: id === 'tieBreak' ? 'tie-number' : id,
    message,
  }))
  if (state.message) problems.unshift({ id: 'name', message: state.message })
  useErrorTitle(state.status === 'error', state)
  const props = (name: string, hint = false) => ({
    id: name,
    name,
    autoComplete: 'off',
    defaultValue: given(name),
    'aria-invalid': errors[name] ? true : undefined,
    'aria-describedby': describedBy(name, hint, errors[name]),
  })
  return (
    <Form sending={sending} noValidate className="space-y-6">
      <ErrorSummary problems={problems} />
      <input type="hidden" name="call" value={where.call} />
      <input type="hidden" name="track" value={where.track} />
      <Field id="name" label="Name" error={errors.name}>
        <input {...props('name')} maxLength={200} className="input" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field id="scoreWeight" label="Weight of the score" error={errors.scoreWeight}>
          <input {...props('scoreWeight')} inputMode="decimal" className="input" />
        </Field>
        <Field id="rankWeight" label="Weight of the institution’s rank" error={errors.rankWeight}>
          <input {...props('rankWeight')} inputMode="decimal" className="input" />
        </Field>
        <Field id="waiting" label="How many wait for a place" error={errors.waiting}>
          <input {...props('waiting')} inputMode="numeric" className="input" />
        </Field>
      </div>
      <div>
        {SWITCHES.map(([name, label]) => (
          <label key={`${name}-${given(name)}`} className="flex min-h-11 items-start gap-3 py-2">
            <input
              type="checkbox"
              name={name}
              value="yes"
              defaultChecked={given(name) !== ''}
              className="mt-0.5 size-5 shrink-0 accent-brand-700"
            />
            {label}
          </label>
        ))}
      </div>
      <Fieldset id="tieBreak" label="Who goes first among equals?" error={errors.tieBreak}>
        {TIES.map(([value, label]) => (
          <label key={`${value}-${given('tieBreak')}`} className="flex min-h-11 items-start gap-3 py-2">
            <input
              type="radio"
              id={`tie-${value}`}
              name="tieBreak"
              value={value}
              defaultChecked={given('tieBreak') === value}
              className="mt-0.5 size-5 shrink-0 accent-brand-700"
            />
            {label}
          </label>
        ))}
      </Fieldset>
      <Field
        id="seed"
        label="Seed of the draw"
        optional
        hint="A number, to draw again as before. If you leave it empty, one is drawn."
        error={errors.seed}
      >
        <input {...props('seed', true)} inputMode="numeric" maxLength={9} className="input !w-40 block" />
      </Field>
      <fieldset className="space-y-3">
        <legend className="font-semibold">
          Limits <span className="font-normal text-quiet">(optional)</span>
        </legend>
        <p id="limits-hint" className="text-sm text-quiet">
          Beside the hard limits that stand. A group, an institution, a gender or countries (Kenya, Ethiopia); with +
          between two, who fits both.
        </p>
        <datalist id="whom">
          {offered.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
        {Array.from({ length: LIMIT_ROWS }, (_, at) => (
          <Limit key={`limit-${at + 1}`} at={at} errors={errors} given={given} />
        ))}
      </fieldset>
      <Button aria-disabled={sending.pending || undefined}>
        {sending.pending ? 'Working it out, this can take some seconds…' : 'Work it out'}
      </Button>
    </Form>
  )
}

type LimitProps = { at: number; errors: Record<string, string>; given: (name: string) => string }

function Limit({ at, errors, given }: LimitProps) {
  const name = (part: string) => `limits.${at}.${part}`
  const label = (what: string) => `Limit ${at + 1}: ${what}`
  const wrong = ['whom', 'amount'].map(name).filter((field) => errors[field])
  const text = (part: string) => ({
    id: name(part),
    name: name(part),
    autoComplete: 'off',
    defaultValue: given(name(part)),
    'aria-invalid': errors[name(part)] ? true : undefined,
    'aria-describedby': describedBy(name(part), false, errors[name(part)]),
  })
  const choice = (part: string, options: [string, string][]) => (
    <select
      // The key includes the part: two empty rows would otherwise share a key, and one of them would never go.
      key={`${part}-${given(name(part))}`}
      name={name(part)}
      aria-label={label(part === 'kind' ? 'at most or at least' : 'places or percent')}
      defaultValue={given(name(part)) || options[0]![0]}
      className="input !w-auto"
    >
      {options.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  )
  return (
    <div className={wrong.length > 0 ? 'space-y-1 border-l-4 border-bad pl-3' : ''}>
      {wrong.map((field) => (
        <ErrorText key={field} id={field}>
          {errors[field]}
        </ErrorText>
      ))}
      <div className="flex flex-wrap gap-2">
        {choice('kind', [
          ['most', 'At most'],
          ['least', 'At least'],
        ])}
        <input {...text('amount')} aria-label={label('how many')} inputMode="numeric" className="input !w-24" />
        {choice('unit', [
          ['places', 'places'],
          ['percent', '% of all places'],
        ])}
        <input
          {...text('whom')}
          aria-label={label('for whom')}
          list="whom"
          className="input !w-auto min-w-0 flex-1 basis-56"
        />
      </div>
    </div>
  )
}
