'use server'

import { revalidatePath } from 'next/cache'
import { redirect, unstable_rethrow } from 'next/navigation'
import * as z from 'zod'
import { db } from '@/db/client'
import { isOpen } from '@/lib/call/rules'
import type { Answers } from '@/lib/form/definition'
import { conflictOf, readPosted, typedIn } from '@/lib/form/posted-section'
import { completeSchema } from '@/lib/form/schema'
import type { SectionState } from '@/lib/form/ui/section-form'
import { action, messageOf, refuseSignedOut, requireWhole } from '@/lib/people/action'
import { getActor } from '@/lib/people/session'
import { currentCall } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'
import { factsOfApplication, formContext, todayIn } from './form-context'
import { nextStep } from './navigation'
import { answersOf, callOf, loadApplication, noSuchApplication, savedSections, startApplication } from './queries'
import { saveSection } from './save'
import { reopenApplication, submitApplication } from './submit'

const onlyId = z.object({ id: z.uuid() })

/** Begins the person's application to the current Call, or opens the existing one. */
export const start = action(z.object({}), 'person', async (_input, person) => {
  if (!person.emailVerified)
    throw new PortalError('forbidden', 'Confirm your e-mail address first: the link is in the mail that we sent you.')
  const call = await currentCall(db)
  if (!call || isOpen(call, new Date()) !== 'open') throw new PortalError('closed', 'The Call is not open now.')
  redirect(`/apply/${await startApplication(db, person, call.id)}`)
})

/** Makes the browser load the header again, with its count of notifications. */
const showNew = () => revalidatePath('/', 'layout')

/** Submits the application. */
export const submit = action(onlyId, 'person', async ({ id }, person) => {
  const receivedAt = new Date()
  const application = await loadApplication(db, person, id)
  await submitApplication(db, person, id, await callOf(db, application), receivedAt)
  showNew()
  redirect(`/apply/${id}/submitted`)
})

export const reopen = action(onlyId, 'person', async ({ id }, person) => {
  await reopenApplication(db, person, id)
  showNew()
  redirect(`/apply/${id}`)
})

/**
 * A section sent as a plain form (JavaScript is off, or not loaded yet): saved as it is, then checked. A conflict comes
 * back with both versions, and the form keeps what the person typed.
 */
export async function sendSection(
  id: string,
  key: string,
  _previous: SectionState,
  form: FormData,
): Promise<SectionState> {
  requireWhole(form, id, key)
  let target = ''
  let posted: { answers: Answers; version: number } = typedIn(form)
  try {
    const person = await getActor()
    if (person.kind !== 'person') return await refuseSignedOut()
    const application = await loadApplication(db, person, id)
    const call = await callOf(db, application)
    const section = call.definition.sections.find((candidate) => candidate.key === key)
    if (!section) throw noSuchApplication()
    const stored = answersOf(await savedSections(db, id))[key] ?? {}
    const sent = readPosted(section, stored, form)
    posted = sent
    const { operation, request } = sent
    if (operation === 'discard') redirect(`/apply/${id}/${key}`)
    const conflict = conflictOf(sent, await saveSection(db, person, id, call.definition, key, request))
    if (conflict) return conflict
    if (operation !== 'continue') target = operation === 'later' ? `/apply/${id}` : `/apply/${id}/${key}`
    else {
      const all = answersOf(await savedSections(db, id))
      const facts = factsOfApplication(call.definition, all)
      const complete = completeSchema(
        section,
        formContext(call.definition, facts, todayIn(call.definition.timeZone)),
      ).safeParse(all[key])
      target = complete.success ? nextStep(call.definition.sections, facts, id, key) : `/apply/${id}/${key}?check=1`
    }
  } catch (error) {
    unstable_rethrow(error)
    return { ...posted, message: messageOf(error) }
  }
  redirect(target)
}
