'use client'

import type { FormState } from '@/lib/shared/action-state'
import { Button } from '@/lib/shared/ui/button'
import { ConfirmIdentity } from '@/lib/shared/ui/confirm-identity'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, Field, Fieldset } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Notice } from '@/lib/shared/ui/notice'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  calls: { slug: string; title: string }[]
  states: { state: string; words: string }[]
}

const NAMES = ['url', 'call', 'states', 'internal']

/** The address and events of a webhook; then its secret, once. Plain HTML without JavaScript. */
export function WebhookForm({ action, calls, states }: Props) {
  const [state, sending] = useSending(action)
  const errors = state.errors ?? {}
  const first: Record<string, string> = { states: `state-${states[0]?.state}` }
  const problems = NAMES.flatMap((name) => (errors[name] ? [{ id: first[name] ?? name, message: errors[name] }] : []))
  if (state.message) problems.unshift({ id: 'url', message: state.message })
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
      {state.status === 'done' && (
        <Notice tone="good" live title="The webhook is added">
          <p>Copy its secret now: we do not show it again. The receiving system checks the signatures with it.</p>
          <p className="mt-2">
            <code className="rounded bg-white px-2 py-1 break-all select-all" data-secret>
              {state.values?.secret}
            </code>
          </p>
        </Notice>
      )}
      <Field id="url" label="Address" hint="It begins with https://" error={errors.url}>
        <input {...props('url', true)} inputMode="url" defaultValue={state.values?.url} />
      </Field>
      <Field id="call" label="Call" error={errors.call}>
        <select key={state.values?.call} {...props('call')} defaultValue={state.values?.call}>
          <option value="">All Calls</option>
          {calls.map(({ slug, title }) => (
            <option key={slug} value={slug}>
              {title}
            </option>
          ))}
        </select>
      </Field>
      <Fieldset id="states" label="Send a message when an application becomes" error={errors.states}>
        <div className="grid sm:grid-cols-2">
          {states.map(({ state: value, words }, at) => {
            const name = `states.${at}`
            const chosen = state.values?.[name] === value
            return (
              <label key={`${value}-${chosen}`} className="flex min-h-11 items-start gap-3 py-2">
                <input
                  type="checkbox"
                  id={`state-${value}`}
                  name={name}
                  value={value}
                  defaultChecked={chosen}
                  className="mt-0.5 size-5 shrink-0 accent-brand-700"
                />
                {words}
              </label>
            )
          })}
        </div>
      </Fieldset>
      <Fieldset
        id="internal-decisions"
        label="Decisions before the release"
        hint="This includes nominations. Tick it only for a system that keeps decisions confidential. Any other system gets results after the release, when applicants get them."
        error={errors.internal}
      >
        <label key={state.values?.internal} className="flex min-h-11 items-start gap-3 py-2">
          <input
            type="checkbox"
            id="internal"
            name="internal"
            value="yes"
            defaultChecked={state.values?.internal === 'yes'}
            aria-invalid={errors.internal ? true : undefined}
            className="mt-0.5 size-5 shrink-0 accent-brand-700"
          />
          Send decisions as they are made
        </label>
      </Fieldset>
      <ConfirmIdentity state={state} />
      <Button aria-disabled={sending.pending || undefined}>
        {sending.pending ? 'One moment…' : 'Add the webhook'}
      </Button>
    </Form>
  )
}
