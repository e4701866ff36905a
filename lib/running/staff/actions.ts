'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import type { Call } from '@/lib/call/call'
import { limitedByNetwork, noteAccess, noteStranger } from '@/lib/people/access/note'
import { action, type FormState, firstErrors, typedValues } from '@/lib/people/action'
import type { Person } from '@/lib/people/actor'
import { passwordProblem } from '@/lib/people/guessable'
import { rememberDevice } from '@/lib/people/known-device'
import { canAppoint } from '@/lib/people/permissions'
import { presentClient } from '@/lib/people/present-client'
import { LIMITS } from '@/lib/people/rate-limit'
import { acceptSchema, addressSchema } from '@/lib/people/schema'
import { afterSignIn } from '@/lib/people/second-factor/after-sign-in'
import { SESSION_SECONDS, setSessionCookie } from '@/lib/people/session'
import { findCall } from '@/lib/platform/call-store/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'
import { acceptInvitation, invitedBy } from './accept'
import { decoded, MOST_BYTES } from './csv'
import { endRole, reactivateRole, resendInvitation } from './end-role'
import { fromForm } from './form-fields'
import { giveRole, requireAppointing } from './give-role'
import { importPeople, type Preview, previewImport } from './import'
import { findMember } from './queries'
import { findToReset, resetFactor } from './reset-factor'
import { saveProfile } from './save-profile'
import * as schemas from './schema'

/** @throws PortalError 'not-found' for a Call that does not exist, or that the admin does not manage. */
async function callOf(slug: string, admin: Person): Promise<Call> {
  const call = await findCall(db, slug)
  if (!call || !canAppoint(admin, call.id)) throw new PortalError('not-found', 'There is no such Call.')
  return call
}

const pageOf = (person: string, notice: string) => `/admin/people/${person}?notice=${notice}`

/** Gives one person a role: the Call's own schema checks the form, which differs by role. */
export const appoint = action(
  schemas.appointSchema,
  'person',
  async ({ call: slug, role, ...given }, admin, form) => {
    const call = role === 'admin' && slug === 'all' ? null : await callOf(slug, admin)
    requireAppointing(admin, call?.id ?? null)
    const input = call
      ? schemas.staffSchema(call.definition, role).safeParse(fromForm(given))
      : schemas.adminSchema.safeParse(fromForm(given))
    if (!input.success) return { status: 'error', values: typedValues(form), errors: firstErrors(input.error) }
    const person = await db.transaction((tx) => giveRole(tx, admin, call, input.data))
    redirect(pageOf(person, 'given'))
  },
  { fresh: true },
)

export const changeProfile = action(schemas.profileFormSchema, 'person', async (input, admin, form) => {
  const { call: slug, person, ...given } = input
  const call = await callOf(slug, admin)
  const profile = schemas.profileSchema(call.definition).safeParse(fromForm(given))
  if (!profile.success) return { status: 'error', values: typedValues(form), errors: firstErrors(profile.error) }
  const member = await findMember(db, admin, person)
  if (!member?.roles.some((role) => role.role === 'reviewer' && (role.callId ?? call.id) === call.id))
    throw new PortalError('not-found', 'This person is not a reviewer of the Call.')
  await db.transaction(async (tx) => {
    await saveProfile(tx, call.id, person, profile.data)
    await recordEvent(tx, {
      applicationId: null,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'reviewer-changed',
      data: { person, call: call.id, ...profile.data },
    })
  })
  redirect(pageOf(person, 'changed'))
})

export const end = action(
  schemas.endSchema,
  'person',
  async ({ role, begun }, admin) => {
    const { personId } = await endRole(db, admin, role, begun)
    redirect(pageOf(personId, 'ended'))
  },
  { fresh: true },
)

export const reactivate = action(
  schemas.roleIdSchema,
  'person',
  async ({ role }, admin) => {
    const { personId } = await reactivateRole(db, admin, role)
    redirect(pageOf(personId, 'reactivated'))
  },
  { fresh: true },
)

export const resend = action(
  schemas.roleIdSchema,
  'person',
  async ({ role }, admin) => {
    const { personId } = await resendInvitation(db, admin, role)
    redirect(pageOf(personId, 'resent'))
  },
  { fresh: true },
)

export const reset = action(
  schemas.personIdSchema,
  'person',
  async ({ person }, admin) => {
    await resetFactor(db, admin, person)
    redirect((await findMember(db, admin, person)) ? pageOf(person, 'reset') : '/admin/people/reset?done=yes')
  },
  { fresh: true },
)

/** Redirects to the page that resets an account's authenticator, by its whole address. Changes nothing. */
export const findAccount = action(addressSchema, 'person', async ({ email }, admin, form) => {
  const found = await findToReset(db, admin, email)
  if (found) redirect(`/admin/people/${found.id}/reset`)
  const errors = { email: 'Nobody else with an authenticator has this address. Check how it is written' }
  return { status: 'error', values: typedValues(form), errors }
})

/** Reads a file of people and previews the import. Changes nothing. */
export const checkImport = action(schemas.importSchema, 'person', async ({ call: slug }, admin, form) => {
  takesLong()
  const call = await callOf(slug, admin)
  const file = form.get('file')
  const wrong = (message: string): FormState => ({ status: 'error', errors: { file: message }, values: { call: slug } })
  if (!(file instanceof File) || file.size === 0) return wrong('Choose a file with people in it')
  if (file.size > MOST_BYTES) return wrong('The file is larger than 300 kB. Divide it into several')
  const text = decoded(new Uint8Array(await file.arrayBuffer()))
  if (text === null) return wrong('The file is not in UTF-8. Save it as “CSV UTF-8” in your spreadsheet')
  return asState(await previewImport(db, admin, call, text), text, slug)
})

/** Imports what the preview showed; if something has changed since, it shows a new preview and writes nothing. */
export const confirmImport = action(
  schemas.confirmImportSchema,
  'person',
  async (input, admin) => {
    takesLong()
    const { call: slug, text, ...expected } = input
    const call = await callOf(slug, admin)
    const result = await importPeople(db, admin, call, text, expected)
    if ('imported' in result) redirect(`/admin/people?call=${call.slug}&imported=${result.imported}`)
    return {
      ...asState(result, text, slug),
      message: 'Something has changed since you opened this page. Please check again.',
    }
  },
  { fresh: true },
)

/** A preview that fits into a form's state. */
function asState(preview: Preview | { problem: string }, text: string, call: string): FormState {
  if ('problem' in preview) return { status: 'error', errors: { file: preview.problem }, values: { call } }
  return { status: 'done', values: { call, text, preview: JSON.stringify(preview) } }
}

/** Makes the account for an invitation, signs in and continues to the authenticator. */
export const accept = action(acceptSchema, 'anyone', async ({ token, name, password }, _actor, form) => {
  const client = await presentClient()
  await limitedByNetwork(db, LIMITS.token, client)
  const invited = await invitedBy(db, token)
  if (!invited) {
    await noteStranger(db, 'wrong-link', client)
    redirect('/invitation')
  }
  const problem = passwordProblem(password, { email: invited.email, name })
  if (problem) return { status: 'error', errors: { password: problem }, values: typedValues(form) }
  const given = { token, name, password, userAgent: client.userAgent, seconds: SESSION_SECONDS }
  const accepted = await acceptInvitation(db, given)
  if (!accepted) redirect('/invitation')
  await setSessionCookie(accepted.personId, accepted.sessionId)
  await rememberDevice(accepted.email)
  await noteAccess(db, { kind: 'signed-in', person: accepted.personId, client })
  redirect(await afterSignIn(accepted.sessionId, '/work'))
})
