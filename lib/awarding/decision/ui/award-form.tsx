'use client'

import { LastDay } from '@/lib/awarding/offer/ui/last-day'
import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { decide } from '../actions'
import type { Where } from '../address'

/** A condition of the Call: `of` is how many of the selected applications have it. */
export type ShownCondition = { key: string; label: string; due: string | null; of: number }

type Props = {
  where: Where
  /** The view of the board, to return to it. */
  view: Record<string, string | undefined>
  ids: string[]
  label: string
  zone: string
  conditions: ShownCondition[]
}

/** Awards places to the selection, with the Call's conditions that have a tick, and one more if typed. */
export function AwardForm({ where, view, ids, label, zone, conditions }: Props) {
  const [state, sending] = useSending(decide)
  const errors = state.errors ?? {}
  const typed = state.values
  const offered = conditions.filter(({ of }) => of > 0)
  const given = (name: string) => typed?.[name] ?? ''
  const problems = [
    ...(state.message ? [{ id: 'added.text', message: state.message }] : []),
    ...(errors['added.text'] ? [{ id: 'added.text', message: errors['added.text'] }] : []),
    ...(errors['added.due'] ? [{ id: 'added.due.day', message: errors['added.due'] }] : []),
  ]
  useErrorTitle(state.status === 'error', state)
  return (
    <Form sending={sending} noValidate className="space-y-5">
      <ErrorSummary problems={problems} />
      <input type="hidden" name="call" value={where.call} />
      <input type="hidden" name="track" value={where.track} />
      {Object.entries(view).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value ?? ''} />
      ))}
      <input type="hidden" name="what" value="award" />
      <input type="hidden" name="ids" value={ids.join()} />
      <input type="hidden" name="shown" value={conditions.map(({ key }) => key).join()} />
      {/* A condition that none of these has is no choice; the form keeps it, in case one of them has it by now. */}
      {conditions
        .filter(({ of }) => of === 0)
        .map(({ key }) => (
          <input key={key} type="hidden" name={`keep.${key}`} value="yes" />
        ))}
      {offered.length > 0 && (
        <fieldset>
          <legend className="font-semibold">Conditions of the Call</legend>
          <p className="text-sm text-quiet">
            Each offer has those that its application is under. Leave out what these need not meet.
          </p>
          {offered.map(({ key, label, due, of }) => {
            const name = `keep.${key}`
            const on = typed ? typed[name] === 'yes' : true
            return (
              <label key={`${key}-${on}`} className="flex min-h-11 items-start gap-3 py-2">
                <input
                  type="checkbox"
                  name={name}
                  value="yes"
                  defaultChecked={on}
                  className="mt-0.5 size-5 shrink-0 accent-brand-700"
                />
                <span>
                  <bdi>{label}</bdi>
                  {due && `, ${due}`}
                  <span className="block text-sm text-quiet">{hadBy(of, ids.length)}</span>
                </span>
              </label>
            )
          })}
        </fieldset>
      )}
      <details className="space-y-4" open={problems.length > 0 || undefined}>
        <summary className="link cursor-pointer">
          Add a condition to {ids.length === 1 ? 'this offer' : 'each of these offers'}
        </summary>
        <div className="mt-4 space-y-5">
          <Field id="added.text" label="What has to be met" error={errors['added.text']} optional>
            <textarea
              key={given('added.text')}
              id="added.text"
              name="added.text"
              rows={2}
              maxLength={500}
              dir="auto"
              className="input"
              defaultValue={given('added.text')}
              aria-invalid={errors['added.text'] ? true : undefined}
              aria-describedby={describedBy('added.text', false, errors['added.text'])}
            />
          </Field>
          <LastDay name="added.due" zone={zone} given={given} error={errors['added.due']} />
        </div>
      </details>
      <Button aria-disabled={sending.pending || undefined}>{label}</Button>
    </Form>
  )
}

/** How many of the offers have a condition. */
function hadBy(of: number, all: number): string {
  if (all === 1) return of === 1 ? 'This offer has it.' : 'This offer does not have it.'
  if (of === 0) return 'None of these offers has it.'
  return of === all ? 'Each of these offers has it.' : `${of} of these ${all} offers ${of === 1 ? 'has' : 'have'} it.`
}
