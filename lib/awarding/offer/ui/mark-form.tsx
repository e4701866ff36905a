'use client'

import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field, Fieldset } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { mark } from '../actions'
import { markInWords } from '../rules'

type Props = {
  application: string
  condition: string
  text: string
  met: boolean | null
  note: string
  version: number
}

const MARKS = [
  ['yes', true],
  ['no', false],
  ['', null],
] as const

/**
 * Marks whether a condition is met, with a note. It sends the version it is based on, so that a second officer sees the
 * first one's mark.
 */
export function MarkForm({ application, condition, text, met, note, version }: Props) {
  const [state, sending] = useSending(mark)
  const errors = state.errors ?? {}
  const idOf = (name: string) => `${name}-${condition}`
  const problems = ['met', 'note'].flatMap((name) => (errors[name] ? [{ id: idOf(name), message: errors[name] }] : []))
  if (state.status === 'error' && state.message) problems.unshift({ id: idOf('met'), message: state.message })
  useErrorTitle(state.status === 'error', state)
  const given = state.values?.met ?? MARKS.find(([, value]) => value === met)![0]
  const noteGiven = state.values?.note ?? note
  return (
    <Form sending={sending} noValidate className="space-y-4">
      <ErrorSummary problems={problems} />
      <input type="hidden" name="id" value={application} />
      <input type="hidden" name="condition" value={condition} />
      <input type="hidden" name="version" value={version} />
      <Fieldset
        id={idOf('met')}
        label={
          <>
            Is it met?<span className="sr-only"> {text}</span>
          </>
        }
        error={errors.met}
      >
        <div className="flex flex-wrap gap-x-6">
          {MARKS.map(([value, means]) => (
            <label key={`${value} ${given}`} className="flex min-h-11 items-center gap-3">
              <input
                type="radio"
                name="met"
                value={value}
                defaultChecked={value === given}
                className="size-5 shrink-0 accent-brand-700"
              />
              {markInWords(means)}
            </label>
          ))}
        </div>
      </Fieldset>
      <Field id={idOf('note')} label="Note for staff" hint="The applicant never sees it." error={errors.note} optional>
        <textarea
          key={noteGiven}
          id={idOf('note')}
          name="note"
          rows={2}
          maxLength={1000}
          dir="auto"
          className="input"
          defaultValue={noteGiven}
          aria-invalid={errors.note ? true : undefined}
          aria-describedby={describedBy(idOf('note'), true, errors.note)}
        />
      </Field>
      <Button look="secondary" aria-disabled={sending.pending || undefined}>
        {sending.pending ? 'One moment…' : 'Save the mark'}
      </Button>
    </Form>
  )
}
