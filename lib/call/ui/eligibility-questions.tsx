import type { CallDefinition, EligibilityQuestion } from '@/lib/call/definition'
import { DATE_PARTS, type EligibilityForm, SENT } from '@/lib/call/eligibility-form'
import { COUNTRIES } from '@/lib/form/countries'
import { Button } from '@/lib/shared/ui/button'
import { describedBy, Field, Fieldset } from '@/lib/shared/ui/field'

type Option = { value: string; label: string }
type Common = { id: string; label: string; hint?: string; error?: string }

/** The checker's form: a plain GET, so it works without scripts and a visitor can keep the answer as a link. */
export function EligibilityQuestions(props: { definition: CallDefinition; form: EligibilityForm; call?: string }) {
  const { definition, form, call } = props
  const error = (field: string) => form.problems.find((problem) => problem.field === field)?.message
  return (
    <form action="/eligible" method="get" className="max-w-2xl space-y-8" autoComplete="off" noValidate>
      <input type="hidden" name={SENT} value="1" />
      {call && <input type="hidden" name="call" value={call} />}
      <Radios
        id="track"
        label="What do you want to study for?"
        error={error('track')}
        options={definition.tracks.map((track) => ({ value: track.key, label: track.name }))}
        value={form.values.track}
      />
      {definition.eligibility.questions.map((question) => (
        <Question key={question.key} question={question} form={form} error={error(question.key)} />
      ))}
      <Button className="px-6 text-lg">Check</Button>
    </form>
  )
}

function Question(props: { question: EligibilityQuestion; form: EligibilityForm; error?: string }) {
  const { question, form, error } = props
  const { key, label, hint, type, options = [] } = question
  const common = { id: key, label, hint, error }
  if (type === 'choice') {
    const unsure = { value: '', label: 'I do not know yet' }
    return <Radios {...common} options={[...options, unsure]} value={form.sent ? form.values[key] : undefined} />
  }
  if (type === 'date') return <DateFields {...common} form={form} />
  return (
    <Field {...common}>
      <select
        id={key}
        name={key}
        defaultValue={form.values[key]}
        className="input max-w-md"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(key, hint, error)}
      >
        <option value="">Choose</option>
        {COUNTRIES.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  )
}

function Radios({ options, value, ...common }: Common & { options: Option[]; value?: string }) {
  return (
    <Fieldset {...common}>
      <div className="space-y-1 pt-1">
        {options.map((option) => (
          <label key={option.value} className="flex min-h-11 w-fit max-w-full cursor-pointer items-center gap-3 pr-3">
            <input
              type="radio"
              name={common.id}
              value={option.value}
              defaultChecked={value === option.value}
              className="size-6 shrink-0 accent-brand-700"
            />
            {option.label}
          </label>
        ))}
      </div>
    </Fieldset>
  )
}

function DateFields({ form, ...common }: Common & { form: EligibilityForm }) {
  const { id, error } = common
  const wrong = form.problems.find((problem) => problem.field === id)?.id
  return (
    <Fieldset {...common}>
      <div className="flex gap-3 pt-1">
        {DATE_PARTS.map((part) => (
          <div key={part}>
            <label htmlFor={`${id}-${part}`} className="block text-sm capitalize">
              {part}
            </label>
            <input
              id={`${id}-${part}`}
              name={`${id}-${part}`}
              inputMode="numeric"
              maxLength={10}
              defaultValue={form.values[`${id}-${part}`]}
              className={`input ${part === 'year' ? '!w-24' : '!w-16'}`}
              aria-invalid={wrong === `${id}-${part}` ? true : undefined}
              aria-describedby={error ? `${id}-error` : undefined}
            />
          </div>
        ))}
      </div>
    </Fieldset>
  )
}
