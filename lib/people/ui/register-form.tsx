'use client'

import { type FormEvent, startTransition } from 'react'
import { useForm } from 'react-hook-form'
import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { type FieldSpec, Fields } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { register as send } from '../actions'
import { MIN_PASSWORD } from '../password-rules'
import { PasswordInput } from './password-input'

type Name = 'name' | 'latinName' | 'email' | 'password'

const fields: (FieldSpec & { name: Name })[] = [
  { name: 'name', label: 'Full name', autoComplete: 'name', hint: 'As you write it, in your own script.' },
  {
    name: 'latinName',
    label: 'Name in Latin letters',
    autoComplete: 'off',
    optional: true,
    hint: 'As in your passport, if your name above is in another script.',
  },
  {
    name: 'email',
    label: 'E-mail address',
    type: 'email',
    autoComplete: 'email',
    hint: 'We send a link to it, and everything about your application later.',
  },
  {
    name: 'password',
    label: 'Password',
    type: 'new-password',
    autoComplete: 'new-password',
    hint: `At least ${MIN_PASSWORD} characters. Three or four words in a row are easy to remember and hard to guess.`,
  },
]

const loadCheck = () => import('./check-registration')

/** Registration. With JavaScript the browser checks it by the server's own schema; the server always does. */
export function RegisterForm() {
  const [state, sending] = useSending(send)
  const { register, handleSubmit, formState } = useForm<Record<Name, string>>({
    resolver: async (values, ...more) => {
      const check = await loadCheck().catch(() => null)
      return check ? check.checkRegistration(values, ...more) : { values, errors: {} }
    },
    reValidateMode: 'onBlur',
    shouldFocusError: false,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget)
    return handleSubmit(() => startTransition(() => sending.submit(form)))(event)
  }
  return (
    <Form
      sending={sending}
      onSubmit={submit}
      onFocus={() => void loadCheck().catch(() => {})}
      noValidate
      className="space-y-5"
    >
      <Fields
        fields={fields}
        state={merged(state, formState)}
        password={PasswordInput}
        control={(name) => register(name as Name)}
        turn={Object.keys(formState.errors).length > 0 ? formState.submitCount : state}
      />
      <Button aria-disabled={sending.pending || undefined}>{sending.pending ? 'One moment…' : 'Register'}</Button>
    </Form>
  )
}

/** The browser's own errors if there are any, else the server's. */
function merged(server: FormState, browser: { errors: Partial<Record<Name, { message?: string }>> }): FormState {
  const errors = Object.entries(browser.errors).map(([name, error]) => [name, error?.message ?? ''])
  if (errors.length === 0) return server
  return { status: 'error', errors: Object.fromEntries(errors), values: server.values }
}
