'use client'

import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { saveDraft } from '../actions'

/** Saves the draft as the next version, with a note about the change and its reason. */
export function SaveForm({ call, seen, toConfirm }: { call: string; seen: number; toConfirm: boolean }) {
  const [state, sending] = useSending(saveDraft)
  const errors = state.errors ?? {}
  const problems = errors.note ? [{ id: 'note', message: errors.note }] : []
  if (state.message) problems.unshift({ id: toConfirm ? 'confirmed' : 'note', message: state.message })
  useErrorTitle(state.status === 'error', state)
  return (
    <Form sending={sending} noValidate className="space-y-6">
      <ErrorSummary problems={problems} />
      <input type="hidden" name="call" value={call} />
      <input type="hidden" name="seen" value={seen} />
      <Field id="note" label="What you changed, and why" hint="The list of versions shows it." error={errors.note}>
        <textarea
          id="note"
          name="note"
          rows={3}
          maxLength={500}
          className="input"
          dir="auto"
          aria-invalid={errors.note ? true : undefined}
          aria-describedby={describedBy('note', true, errors.note)}
          defaultValue={state.values?.note}
        />
      </Field>
      {toConfirm && (
        <label className="flex min-h-11 items-start gap-3">
          <input
            type="checkbox"
            id="confirmed"
            name="confirmed"
            value="yes"
            className="mt-1 size-5 shrink-0 accent-brand-700"
          />
          I have read how the change affects applications. Applicants have to complete their drafts. Submitted
          applications stay as they are.
        </label>
      )}
      <Button aria-disabled={sending.pending || undefined}>
        {sending.pending ? 'One moment…' : 'Save as a new version'}
      </Button>
    </Form>
  )
}
