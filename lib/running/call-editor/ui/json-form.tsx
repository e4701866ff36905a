'use client'

import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { saveJson } from '../actions'

/** The whole definition as JSON, for experts. Errors show their line. */
export function JsonForm({ call, seen, json }: { call: string; seen: number; json: string }) {
  const [state, sending] = useSending(saveJson)
  const told = state.errors?.json?.split('\n') ?? (state.message ? [state.message] : [])
  useErrorTitle(state.status === 'error', state)
  return (
    <Form sending={sending} noValidate className="space-y-6">
      <ErrorSummary problems={told.map((message) => ({ id: 'json', message }))} />
      <input type="hidden" name="call" value={call} />
      <input type="hidden" name="seen" value={seen} />
      <Field id="json" label="The definition" hint="The whole Call, as JSON." error={told[0]}>
        <textarea
          id="json"
          name="json"
          rows={30}
          spellCheck={false}
          autoComplete="off"
          wrap="off"
          className="input font-mono text-sm"
          aria-invalid={told.length > 0 || undefined}
          aria-describedby={describedBy('json', true, told.length > 0)}
          defaultValue={state.values?.json ?? json}
        />
      </Field>
      <Button aria-disabled={sending.pending || undefined}>Keep in the draft</Button>
    </Form>
  )
}
