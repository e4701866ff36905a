'use client'

import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { add } from '../actions'
import { LastDay } from './last-day'

/** The summary links to a control that takes the focus. */
const FIRST: Record<string, string> = { due: 'due.day' }

/** `zone`: in words; `released`: whether the applicant has the offer already. */
export function ConditionForm({ id, zone, released }: { id: string; zone: string; released: boolean }) {
  const [state, sending] = useSending(add)
  const errors = state.errors ?? {}
  const given = (name: string) => state.values?.[name] ?? ''
  const problems = ['text', 'due'].flatMap((name) =>
    errors[name] ? [{ id: FIRST[name] ?? name, message: errors[name] }] : [],
  )
  if (state.status === 'error' && state.message) problems.unshift({ id: 'text', message: state.message })
  useErrorTitle(state.status === 'error', state)
  const hint = released ? 'We notify the applicant at once.' : 'The applicant reads it with the offer.'
  return (
    <Form sending={sending} noValidate className="space-y-5">
      <ErrorSummary problems={problems} />
      <input type="hidden" name="id" value={id} />
      <Field id="text" label="What has to be met" hint={hint} error={errors.text}>
        <textarea
          key={given('text')}
          id="text"
          name="text"
          rows={2}
          maxLength={500}
          dir="auto"
          className="input"
          defaultValue={given('text')}
          aria-invalid={errors.text ? true : undefined}
          aria-describedby={describedBy('text', hint, errors.text)}
        />
      </Field>
      <LastDay name="due" zone={zone} given={given} error={errors.due} />
      <Button look="secondary" aria-disabled={sending.pending || undefined}>
        {sending.pending ? 'One moment…' : 'Add the condition'}
      </Button>
    </Form>
  )
}
