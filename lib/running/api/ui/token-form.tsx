'use client'

import { LIFETIMES, SCOPES } from '@/lib/people/api-token/scopes'
import { PasswordInput } from '@/lib/people/ui/password-input'
import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field, Fieldset } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Notice } from '@/lib/shared/ui/notice'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'

type Props = { action: (previous: FormState, form: FormData) => Promise<FormState> }

const NAMES = ['name', 'scopes', 'days', 'password']
/** The summary links to a control. */
const FIRST: Record<string, string> = { scopes: 'scope-applications:read' }

/** The scopes and lifetime of a token; then the token, once. Plain HTML without JavaScript. */
export function TokenForm({ action }: Props) {
  const [state, sending] = useSending(action)
  const errors = state.errors ?? {}
  const problems = NAMES.flatMap((name) => (errors[name] ? [{ id: FIRST[name] ?? name, message: errors[name] }] : []))
  if (state.message) problems.unshift({ id: 'name', message: state.message })
  useErrorTitle(state.status === 'error', state)
  const props = (name: string, hint = false) => ({
    id: name,
    name,
    autoComplete: 'off',
    className: 'input',
    'aria-invalid': errors[name] ? true : undefined,
    'aria-describedby': describedBy(name, hint, errors[name]),
  })
  return (
    <Form sending={sending} noValidate className="space-y-6">
      <ErrorSummary problems={problems} />
      {state.status === 'done' && <Made name={state.values?.made ?? ''} token={state.values?.token ?? ''} />}
      <Field id="name" label="Name" hint="The system that will use it" error={errors.name}>
        <input {...props('name', true)} maxLength={60} defaultValue={state.values?.name} dir="auto" />
      </Field>
      <Fieldset id="scopes" label="What is it for?" error={errors.scopes}>
        {Object.entries(SCOPES).map(([scope, words], at) => {
          const name = `scopes.${at}`
          const chosen = state.values?.[name] === scope
          return (
            <label key={`${scope}-${chosen}`} className="flex min-h-11 items-start gap-3 py-2">
              <input
                type="checkbox"
                id={`scope-${scope}`}
                name={name}
                value={scope}
                defaultChecked={chosen}
                className="mt-0.5 size-5 shrink-0 accent-brand-700"
              />
              <span>
                {words} <code className="text-sm text-quiet">{scope}</code>
              </span>
            </label>
          )
        })}
      </Fieldset>
      <Field id="days" label="How long does it last?" error={errors.days}>
        <select key={state.values?.days} {...props('days')} defaultValue={state.values?.days ?? '90'}>
          {LIFETIMES.map((days) => (
            <option key={days} value={days}>
              {days === 365 ? 'A year' : `${days} days`}
            </option>
          ))}
        </select>
      </Field>
      <Field id="password" label="Your password" error={errors.password}>
        <PasswordInput {...props('password')} autoComplete="current-password" />
      </Field>
      <Button aria-disabled={sending.pending || undefined}>{sending.pending ? 'One moment…' : 'Make the token'}</Button>
    </Form>
  )
}

function Made({ name, token }: { name: string; token: string }) {
  return (
    <Notice tone="good" live title={`The token “${name}” is made`}>
      <p>Copy it now: we do not show it again. Anybody who has the token can use it in your name.</p>
      <p className="mt-2">
        <code className="rounded bg-white px-2 py-1 break-all select-all" data-token>
          {token}
        </code>
      </p>
    </Notice>
  )
}
