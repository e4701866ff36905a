'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import type { Call } from '@/lib/call/call'
import { action, type FormState, typedValues } from '@/lib/people/action'
import type { Person } from '@/lib/people/actor'
import { canExtend } from '@/lib/people/permissions'
import { findCall } from '@/lib/platform/call-store/queries'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'
import { extendDeadline, previewExtension } from './extend'
import { findByNumberOrAddress } from './queries'
import { instantOf } from './rules'
import { confirmedSchema, extensionSchema, type Scope } from './schema'

async function callToExtend(slug: string, admin: Person): Promise<Call> {
  const call = await findCall(db, slug)
  if (!call || !canExtend(admin, call.id))
    throw new PortalError('not-found', 'There is no such Call, or its deadlines are not yours to move.')
  return call
}

/** Checks a typed extension and leads to the page that says what it would change. Changes nothing. */
export const checkExtension = action(extensionSchema, 'person', async (input, admin, form) => {
  takesLong()
  const wrong = (field: string, message: string): FormState => ({
    status: 'error',
    values: typedValues(form),
    errors: { [field]: message },
  })
  const call = await callToExtend(input.call, admin)
  const at = instantOf(input.date, input.time, call.definition.timeZone)
  if (!at) return wrong('date', 'There is no such day and time. Check the date')
  const query = new URLSearchParams({ call: call.slug, scope: input.scope, at: at.toISOString(), reason: input.reason })
  let target: Scope = { scope: 'all' }
  if (input.scope === 'institution') target = { scope: 'institution', institution: input.institution }
  if (input.scope === 'application') {
    const { application, account } = await findByNumberOrAddress(db, admin, call.id, input.who)
    if (!application) {
      return account
        ? wrong('who', 'This person has not started an application to this Call, so there is no deadline to extend')
        : wrong('who', 'No application to this Call has this number, and no account has this address')
    }
    target = { scope: 'application', application }
  }
  try {
    await previewExtension(db, admin, call, target, at)
  } catch (error) {
    if (error instanceof PortalError && error.code === 'invalid') return wrong('date', error.message)
    throw error
  }
  if (target.scope === 'institution') query.set('institution', target.institution)
  if (target.scope === 'application') query.set('application', target.application)
  redirect(`/admin/deadlines/confirm?${query}`)
})

/** Carries out what the confirmation page showed. */
export const confirmExtension = action(confirmedSchema, 'person', async ({ call: slug, target, at, reason }, admin) => {
  takesLong()
  const call = await callToExtend(slug, admin)
  await extendDeadline(db, admin, call, target, at, reason)
  redirect(`/admin/deadlines?call=${call.slug}&notice=extended`)
})
