'use client'

import { useEffect, useRef } from 'react'
import type { Decision } from '@/lib/lifecycle/checks'
import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field, Fieldset } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { decide } from '../actions'
import { Confirmation } from './confirmation'

type Props = {
  application: string
  /** The basis of the decision. */
  seen: string
  /** The possible outcomes of the check. */
  outcomes: Decision[]
  /** The zone in words, such as 'Beijing time'. */
  zone: string
  /** The initial values of the form, by field name. */
  initial: Record<string, string>
}

const CHOICES: Record<Decision, { label: string; hint: string }> = {
  eligible: { label: 'Eligible', hint: 'It goes on to the review.' },
  ineligible: { label: 'Not eligible', hint: 'It is over, unless you take the decision back.' },
  returned: {
    label: 'Return it for correction',
    hint: 'The applicant can change everything but the scholarship and the institution, and submits it again.',
  },
}
const NAMES = ['outcome', 'reason', 'correct', 'date', 'time', 'note']
/** The summary links to a control that takes the focus. */
const FIRST: Record<string, string> = { date: 'date.day' }

/** The outcome of the check, and the text for the applicant; then a page to confirm. Plain HTML without JavaScript. */
export function DecisionForm({ application, seen, outcomes, zone, initial }: Props) {
  const [state, sending] = useSending(decide)
  const values = state.values ?? initial
  const given = (name: string) => values[name] ?? ''
  const errors = state.errors ?? {}
  const first: Record<string, string> = { ...FIRST, outcome: `outcome-${outcomes[0]}` }
  const problems = NAMES.flatMap((name) => (errors[name] ? [{ id: first[name] ?? name, message: errors[name] }] : []))
  if (state.message) problems.unshift({ id: first.outcome!, message: state.message })
  useErrorTitle(state.status === 'error', state)
  const confirming = state.status === 'done'
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (confirming) heading.current?.focus()
  }, [confirming])

  const text = (name: string, hint = true) => ({
    id: name,
    name,
    autoComplete: 'off',
    'aria-invalid': errors[name] ? true : undefined,
    'aria-describedby': describedBy(name, hint, errors[name]),
    // After sending, the form gets its initial values back; a new key makes it a new control.
    key: `${name} ${given(name)}`,
    defaultValue: given(name),
  })
  return (
    <Form id="decision" sending={sending} className="space-y-6">
      <input type="hidden" name="id" value={application} />
      <input type="hidden" name="seen" value={seen} />
      {confirming ? (
        <Confirmation values={values} pending={sending.pending} heading={heading} />
      ) : (
        <>
          <ErrorSummary problems={problems} />
          <Fieldset id="outcome" label="How does the check end?" error={errors.outcome}>
            {outcomes.map((outcome) => (
              <div key={`${outcome}-${given('outcome') === outcome}`} className="group">
                <label className="flex min-h-11 items-start gap-3 py-2">
                  <input
                    type="radio"
                    id={`outcome-${outcome}`}
                    name="outcome"
                    value={outcome}
                    defaultChecked={given('outcome') === outcome}
                    className="mt-0.5 size-5 shrink-0 accent-brand-700"
                  />
                  <span>
                    {CHOICES[outcome].label}
                    <span className="block text-sm text-quiet">{CHOICES[outcome].hint}</span>
                  </span>
                </label>
                {outcome === 'ineligible' && (
                  <Below>
                    <Field id="reason" label="The reason" hint="The applicant reads it." error={errors.reason}>
                      <textarea {...text('reason')} rows={4} maxLength={3000} className="input" dir="auto" />
                    </Field>
                  </Below>
                )}
                {outcome === 'returned' && (
                  <Below>
                    <Field id="correct" label="What to correct" hint="The applicant reads it." error={errors.correct}>
                      <textarea {...text('correct')} rows={4} maxLength={3000} className="input" dir="auto" />
                    </Field>
                    <Fieldset id="date" label="Last day to correct it" hint={`In ${zone}.`} error={errors.date}>
                      <div className="flex gap-3">
                        {(['day', 'month', 'year'] as const).map((part) => (
                          <label key={part} htmlFor={`date.${part}`}>
                            <span className="text-sm">{part[0]!.toUpperCase() + part.slice(1)}</span>
                            <input
                              {...text(`date.${part}`, false)}
                              aria-invalid={errors.date ? true : undefined}
                              className={`input block ${part === 'year' ? '!w-24' : '!w-16'}`}
                              inputMode="numeric"
                              maxLength={10}
                            />
                          </label>
                        ))}
                      </div>
                    </Fieldset>
                    <Field id="time" label="Time" hint={`In ${zone}.`} error={errors.time}>
                      <input {...text('time')} className="input !w-24 block" />
                    </Field>
                  </Below>
                )}
              </div>
            ))}
          </Fieldset>
          <Field id="note" label="Note for staff" hint="The applicant never sees it." error={errors.note} optional>
            <textarea {...text('note')} rows={3} maxLength={3000} className="input" dir="auto" />
          </Field>
          <Button name="step" value="preview" aria-disabled={sending.pending || undefined}>
            {sending.pending ? 'One moment…' : 'Preview the message to the applicant'}
          </Button>
        </>
      )}
    </Form>
  )
}

/** Shown while its option is selected. */
const Below = ({ children }: { children: React.ReactNode }) => (
  <div className="mb-2 ml-2.5 hidden space-y-4 border-l-4 border-line pb-1 pl-6 group-has-[input[type=radio]:checked]:block">
    {children}
  </div>
)
