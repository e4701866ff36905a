'use client'

import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { OneControl } from './one-control'
import { type ShownControl, targetOf } from './shown-control'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  hidden: Record<string, string>
  controls: ShownControl[]
}

/** The form of a part of a Call, or of an item of it. Plain HTML without JavaScript. */
export function EditForm({ action, hidden, controls }: Props) {
  const [state, sending] = useSending(action)
  const errors = state.errors ?? {}
  const problems = controls.flatMap((control) => {
    const message = errors[control.name]
    return message ? [{ id: targetOf(control), message }] : []
  })
  if (state.message) problems.unshift({ id: targetOf(controls[0]!), message: state.message })
  useErrorTitle(state.status === 'error', state)
  return (
    <Form sending={sending} noValidate className="space-y-6">
      <ErrorSummary problems={problems} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {controls.map((control) => (
        <OneControl key={control.name} control={control} state={state} error={errors[control.name]} />
      ))}
      <Button aria-disabled={sending.pending || undefined}>
        {sending.pending ? 'One moment…' : 'Keep in the draft'}
      </Button>
    </Form>
  )
}
