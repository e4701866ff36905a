import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { readForm } from '@/lib/form/form-data'
import { requireHolder } from '@/lib/people/link-holder'
import { askedAgain } from '@/lib/people/second-factor/proof'
import type { FormState } from '@/lib/shared/action-state'
import { troubleOf } from '@/lib/shared/database/trouble'
import { PortalError, TROUBLE } from '@/lib/shared/errors'
import { noteRead } from '@/lib/shared/http/unreadable-request'
import type { Actor, LinkHolder, Person } from './actor'
import { getActor } from './session'

export { type FormState, idle } from '@/lib/shared/action-state'

import { log } from '@/lib/shared/log/log'
import { noteRefused, withRequestId } from '@/lib/shared/log/request-facts'

type Handler<Input, A extends Actor> = (input: Input, actor: A, form: FormData) => Promise<FormState | undefined>

/** `fresh`: the step is sensitive, so the form asks for password or code again if the last proof is some time ago. */
type Options = { fresh?: boolean }

/**
 * The only way to write a server action. It finds out who asks, checks that they may (`'anyone'`, `'person'` or
 * `'link'`, by the form's `token`; inside the query `can` decides what they may do to an application), validates by the
 * form's own schema, and turns every error into a state that the form can show.
 */
export function action<S extends z.ZodType>(
  schema: S,
  who: 'anyone',
  handler: Handler<z.infer<S>, Actor>,
): (previous: FormState, form: FormData) => Promise<FormState>
export function action<S extends z.ZodType>(
  schema: S,
  who: 'person',
  handler: Handler<z.infer<S>, Person>,
  options?: Options,
): (previous: FormState, form: FormData) => Promise<FormState>
export function action<S extends z.ZodType>(
  schema: S,
  who: 'link',
  handler: Handler<z.infer<S>, LinkHolder>,
): (previous: FormState, form: FormData) => Promise<FormState>
export function action<S extends z.ZodType>(
  schema: S,
  who: 'anyone' | 'person' | 'link',
  handler: Handler<z.infer<S>, never>,
  { fresh = false }: Options = {},
) {
  return async (_previous: FormState, form: FormData): Promise<FormState> => {
    requireWhole(form)
    const values = typedValues(form)
    try {
      // The reading of the form that gives the handler its input.
      const actor = who === 'link' ? await requireHolder(readForm(form).token) : await getActor()
      if (who === 'person' && actor.kind !== 'person') await refuseSignedOut()
      const input = schema.safeParse(readForm(form))
      if (!input.success) return { status: 'error', values, errors: firstErrors(input.error) }
      const confirm = fresh && actor.kind === 'person' ? await askedAgain(actor, form) : null
      if (confirm) return { status: confirm.error ? 'error' : 'idle', values, confirm }
      return (await handler(input.data, actor as never, form)) ?? { status: 'done' }
    } catch (error) {
      unstable_rethrow(error)
      return { status: 'error', values, message: messageOf(error) }
    }
  }
}

/**
 * Call it first in each action, with all its arguments except the former state, because any program can call the action
 * with anything.
 * @throws an error that becomes a 400, because nothing was read yet
 */
export function requireWhole(form: unknown, ...bound: unknown[]): void {
  const isForm = Object.prototype.toString.call(form) === '[object FormData]'
  // PostgreSQL refuses the zero character.
  const isBound = bound.every((one) => typeof one === 'string' && one.isWellFormed() && !one.includes('\0'))
  if (!isForm || !isBound) throw new Error('Only part of this form arrived.')
  noteRead()
}

/**
 * Ends the action of a person whose session is over. With JavaScript the page stays, with the typed text; without it
 * the sign-in page follows, and says that the browser's way back has the text.
 * @throws PortalError 'signed-out', or the redirect
 */
export async function refuseSignedOut(): Promise<never> {
  if (!(await headers()).has('next-action')) redirect('/signin?notice=not-sent')
  throw new PortalError('signed-out', 'You are signed out. Sign in again in another tab, then send this once more.')
}

/** The first error of each field, by its dotted name. */
export function firstErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const issue of error.issues) errors[issue.path.join('.')] ??= issue.message
  return errors
}

/** What the person may read of an error; only the server's log has the rest. */
export function messageOf(error: unknown): string {
  if (error instanceof PortalError) {
    if (error.code === 'not-found' || error.code === 'forbidden') noteRefused()
    return error.message
  }
  const trouble = troubleOf(error)
  if (trouble) return TROUBLE[trouble.kind]
  log.error({ err: error }, 'A request failed.')
  return withRequestId('Something went wrong on our side and nothing was changed. Please try again in a moment.')
}

/** What the person typed, for showing the form again. */
export function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value === 'string' && !name.startsWith('$') && !/password/i.test(name)) values[name] = value
  }
  return values
}
