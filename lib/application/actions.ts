'use server'

import { revalidatePath } from 'next/cache'
import { redirect, unstable_rethrow } from 'next/navigation'
import * as z from 'zod'
import { db } from '@/db/client'
import { action, messageOf, refuseSignedOut } from '@/lib/action'
import { currentCall } from '@/lib/call/queries'
import { isOpen } from '@/lib/call/rules'
import { PortalError } from '@/lib/errors'
import type { Answers } from '@/lib/form/definition'
import { readForm } from '@/lib/form/form-data'
import { changeGroup, withHidden } from '@/lib/form/rules'
import { completeSchema } from '@/lib/form/schema'
import type { SectionState } from '@/lib/form/ui/section-form'
import { getActor } from '@/lib/people/session'
import { factsOfApplication, formContext, todayIn } from './context'
import { nextStep } from './navigation'
import { answersOf, callOf, loadApplication, noSuchApplication, savedSections, startApplication } from './queries'
import { saveRequestSchema, saveSection } from './save'
import { changeApplication, submitApplication } from './submit'

const onlyId = z.object({ id: z.uuid() })

/** Begins the person's application to the current Call, or opens the one that is there. */
export const start = action(z.object({}), 'person', async (_input, person) => {
  if (!person.emailVerified)
    throw new PortalError('forbidden', 'Confirm your e-mail address first: the link is in the mail that we sent you.')
  const call = await currentCall(db)
  if (!call || isOpen(call, new Date()) !== 'open') throw new PortalError('closed', 'The Call is not open now.')
  redirect(`/apply/${await startApplication(db, person, call.id)}`)
})

/** Has the browser load the header again, with its count of notifications. */
const showNew = () => revalidatePath('/', 'layout')

/** Hands the application in. */
export const submit = action(onlyId, 'person', async ({ id }, person) => {
  const receivedAt = new Date()
  const application = await loadApplication(db, person, id)
  await submitApplication(db, person, id, await callOf(db, application), receivedAt)
  showNew()
  redirect(`/apply/${id}/submitted`)
})

export const withdraw = action(
  onlyId.extend({ sure: z.literal('yes', 'Tick the box to confirm') }),
  'person',
  async ({ id }, person) => {
    await changeApplication(db, person, id, 'withdraw')
    showNew()
    redirect(`/apply/${id}`)
  },
)

export const reopen = action(onlyId, 'person', async ({ id }, person) => {
  await changeApplication(db, person, id, 'reopen')
  showNew()
  redirect(`/apply/${id}`)
})

/**
 * A section sent as a plain form (JavaScript off, or not loaded yet): saved as it is, then checked. A conflict comes back
 * with both versions, and what was typed is still in the form.
 */
export async function sendSection(
  id: string,
  key: string,
  _previous: SectionState,
  form: FormData,
): Promise<SectionState> {
  const { _version, _writer, _do, _shown, ...typed } = readForm(form)
  const operation = typeof _do === 'string' ? _do : 'continue'
  let target = ''
  let answers = typed as Answers
  try {
    const person = await getActor()
    if (person.kind !== 'person') return await refuseSignedOut()
    const application = await loadApplication(db, person, id)
    const call = await callOf(db, application)
    const section = call.definition.sections.find((candidate) => candidate.key === key)
    if (!section) throw noSuchApplication()
    if (operation === 'discard') redirect(`/apply/${id}/${key}`)
    const stored = answersOf(await savedSections(db, id))[key] ?? {}
    const shown = typeof _shown === 'string' ? _shown.split(' ') : []
    answers = changeGroup(section, withHidden(section, answers, stored, shown), operation)
    const version = operation.startsWith('overwrite:') ? operation.split(':')[1] : _version
    const request = saveRequestSchema.safeParse({ answers, version, writer: _writer, seq: 0 })
    if (!request.success)
      throw new PortalError('invalid', 'The form was incomplete. Open the page again and send it once more.')
    const saved = await saveSection(db, person, id, call.definition, key, request.data)
    if (saved.outcome === 'conflict') {
      const { version, savedAt } = saved.current
      // The form stays based on the version that it was, so that only the choice between both overwrites one.
      const conflict = { answers: saved.current.answers, version, savedAt: savedAt.toISOString() }
      return { answers, version: request.data.version, conflict }
    }
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
    return { answers, version: Number(_version) || 0, message: messageOf(error) }
  }
  redirect(target)
}
