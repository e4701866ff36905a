'use client'

import { PasswordInput } from '@/lib/people/ui/password-input'
import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, ErrorText, Field } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { eraseMine } from '../actions'

/** Asks for the password and a tick before erasing anything. */
export function EraseForm({ agreed, label }: { agreed: string[]; label: string }) {
  const [state, sending] = useSending(eraseMine)
  const errors = state.errors ?? {}
  const problems = ['password', 'confirmed'].flatMap((id) => (errors[id] ? [{ id, message: errors[id] }] : []))
  if (state.message) problems.unshift({ id: 'password', message: state.message })
  useErrorTitle(state.status === 'error', state)
  return (
    <Form sending={sending} noValidate className="space-y-6">
      <ErrorSummary problems={problems} />
      <input type="hidden" name="agreed" value={agreed.join(',')} />
      <Field id="password" label="Your password" error={errors.password}>
        <PasswordInput
          id="password"
          name="password"
          autoComplete="current-password"
          required
          aria-invalid={errors.password ? true : undefined}
          aria-describedby={describedBy('password', false, errors.password)}
        />
      </Field>
      <div>
        {errors.confirmed && <ErrorText id="confirmed">{errors.confirmed}</ErrorText>}
        <label className="flex min-h-11 items-start gap-3">
          <input
            type="checkbox"
            id="confirmed"
            name="confirmed"
            value="yes"
            aria-describedby={describedBy('confirmed', false, errors.confirmed)}
            className="mt-1 size-5 shrink-0 accent-brand-700"
          />
          I understand that this cannot be undone
        </label>
      </div>
      <Button look="danger" aria-disabled={sending.pending || undefined}>
        {sending.pending ? 'One moment…' : label}
      </Button>
    </Form>
  )
}
