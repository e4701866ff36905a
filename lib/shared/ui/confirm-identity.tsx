'use client'

import { useEffect, useId } from 'react'
import type { FormState } from '@/lib/shared/action-state'
import { describedBy, Field } from './field'

/** Asks for a proof of identity inside a sensitive form, once the server requests it (`state.confirm`). */
export function ConfirmIdentity({ state }: { state: FormState }) {
  const id = useId()
  const { confirm } = state
  useEffect(() => {
    if (confirm) document.getElementById(id)?.focus()
  }, [confirm, id])
  if (!confirm) return null
  return (
    <div className="space-y-3 rounded-md border-l-8 border-sun-400 bg-[#fff8e8] px-4 py-3">
      <p>Nothing is done yet: for this step you have to confirm who you are. What you typed is still here.</p>
      <Field id={id} label="Your password, or a code of your app" error={confirm.error}>
        <input
          id={id}
          name="identityPassword"
          type="password"
          autoComplete="current-password"
          className="input"
          aria-invalid={confirm.error ? true : undefined}
          aria-describedby={describedBy(id, undefined, confirm.error)}
        />
      </Field>
    </div>
  )
}
