'use client'

import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field, Fieldset } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  call: string
  institutions: { key: string; name: string }[]
  /** The zone in words, such as 'Beijing time'. */
  zone: string
  /** The form's initial values, by field name. */
  initial: Record<string, string>
}

const SCOPES = [
  ['all', 'Everybody'],
  ['institution', 'All applications to one institution'],
  ['application', 'One application'],
] as const
const NAMES = ['scope', 'institution', 'who', 'date', 'time', 'reason']
/** The summary links to a text control. */
const FIRST: Record<string, string> = { scope: 'scope-all', date: 'date.day' }

/** For whom, until when and why. Without JavaScript the browser posts it as plain HTML. */
export function ExtensionForm({ action, call, institutions, zone, initial }: Props) {
  const [state, sending] = useSending(action)
  const errors = state.errors ?? {}
  const given = (name: string) => state.values?.[name] ?? initial[name] ?? ''
  const problems = NAMES.flatMap((name) => (errors[name] ? [{ id: FIRST[name] ?? name, message: errors[name] }] : []))
  if (state.message) problems.unshift({ id: FIRST.scope!, message: state.message })
  useErrorTitle(state.status === 'error', state)
  const props = (name: string, hint = false) => ({
    id: name,
    name,
    autoComplete: 'off',
    'aria-invalid': errors[name] ? true : undefined,
    'aria-describedby': describedBy(name, hint, errors[name]),
    defaultValue: given(name),
  })
  return (
    <Form sending={sending} noValidate className="space-y-6">
      <ErrorSummary problems={problems} />
      <input type="hidden" name="call" value={call} />
      <Fieldset id="scope" label="Who gets more time?" error={errors.scope}>
        {SCOPES.map(([value, label]) => {
          const chosen = given('scope') === value
          return (
            <div key={`${value}-${chosen}`}>
              <label className="flex min-h-11 items-start gap-3 py-2">
                <input
                  type="radio"
                  id={`scope-${value}`}
                  name="scope"
                  value={value}
                  defaultChecked={chosen}
                  className="mt-0.5 size-5 shrink-0 accent-brand-700"
                />
                {label}
              </label>
              {value === 'institution' && (
                <Below>
                  <Field id="institution" label="Institution" error={errors.institution}>
                    <select key={given('institution')} {...props('institution')} className="input">
                      <option value="">Choose…</option>
                      {institutions.map(({ key, name }) => (
                        <option key={key} value={key}>
                          {name}
                        </option>
                      ))}
                    </select>
                  </Field>
                </Below>
              )}
              {value === 'application' && (
                <Below>
                  <Field
                    id="who"
                    label="Number of the application, or the applicant’s e-mail address"
                    error={errors.who}
                  >
                    <input {...props('who')} className="input" />
                  </Field>
                </Below>
              )}
            </div>
          )
        })}
      </Fieldset>
      <Fieldset id="date" label="New last day" hint={`For example, 15 4 2030. In ${zone}.`} error={errors.date}>
        <div className="flex gap-3">
          {(['day', 'month', 'year'] as const).map((part) => (
            <label key={part} htmlFor={`date.${part}`}>
              <span className="text-sm">{part[0]!.toUpperCase() + part.slice(1)}</span>
              <input
                {...props(`date.${part}`)}
                aria-invalid={errors.date ? true : undefined}
                className={`input block ${part === 'year' ? '!w-24' : '!w-16'}`}
                inputMode="numeric"
                maxLength={10}
              />
            </label>
          ))}
        </div>
      </Fieldset>
      <Field id="time" label="Time" hint={`Hours and minutes, for example 23:59. In ${zone}.`} error={errors.time}>
        <input {...props('time', true)} className="input !w-24 block" />
      </Field>
      <Field
        id="reason"
        label="Reason"
        hint="It is kept in the record. Applicants do not see it."
        error={errors.reason}
      >
        <textarea {...props('reason', true)} rows={3} maxLength={500} className="input" dir="auto" />
      </Field>
      <Button aria-disabled={sending.pending || undefined}>{sending.pending ? 'One moment…' : 'Continue'}</Button>
    </Form>
  )
}

const Below = ({ children }: { children: React.ReactNode }) => (
  <div className="mb-2 ml-2.5 border-l-4 border-line pb-1 pl-6">{children}</div>
)
