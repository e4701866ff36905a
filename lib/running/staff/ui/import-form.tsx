'use client'

import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { ImportPreview } from './import-preview'

type Action = (previous: FormState, form: FormData) => Promise<FormState>
type Props = { check: Action; confirm: Action; calls: { slug: string; title: string }[]; chosen: string }

/** From the file over the preview to the import. Without JavaScript the form carries the file's text along. */
export function ImportForm({ check, confirm, calls, chosen }: Props) {
  const [checked, sending] = useSending(check)
  const error = checked.errors?.file
  const problems = error ? [{ id: 'file', message: error }] : []
  if (checked.status === 'error' && checked.message) problems.push({ id: 'file', message: checked.message })
  useErrorTitle(checked.status === 'error', checked)
  if (checked.status === 'done' && checked.values?.preview) {
    return <ImportPreview confirm={confirm} first={checked.values} />
  }
  const call = checked.values?.call ?? chosen
  return (
    <Form sending={sending} noValidate className="card space-y-6">
      <ErrorSummary problems={problems} />
      {calls.length > 1 ? (
        <Field id="call" label="Call">
          <select key={call} id="call" name="call" defaultValue={call} className="input">
            {calls.map(({ slug, title }) => (
              <option key={slug} value={slug}>
                {title}
              </option>
            ))}
          </select>
        </Field>
      ) : (
        <input type="hidden" name="call" value={call} />
      )}
      <Field id="file" label="File of people" hint="CSV in UTF-8, at most 1,000 rows and 300 kB." error={error}>
        <input
          id="file"
          name="file"
          type="file"
          accept=".csv,text/csv,text/plain"
          className="input"
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy('file', true, error)}
        />
      </Field>
      <Button aria-disabled={sending.pending || undefined}>{sending.pending ? 'One moment…' : 'Look at it'}</Button>
    </Form>
  )
}
