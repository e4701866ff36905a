'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { callOf, loadApplication } from '@/lib/applying/application/queries'
import { answerOffer } from '@/lib/awarding/decision/answer'
import { deferOffer } from '@/lib/awarding/decision/defer'
import { addCondition, enrol, markCondition } from '@/lib/awarding/decision/enrol'
import { action, typedValues } from '@/lib/people/action'
import { findCall } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'
import { lastDay } from './rules'
import { acceptSchema, conditionSchema, declineSchema, deferSchema, enrolSchema, markSchema } from './schema'

/** Makes the browser reload the header, with its count of notifications. */
const showNew = () => revalidatePath('/', 'layout')
const staffPage = (id: string, notice: string) => `/applications/${id}/offer?notice=${notice}`

export const accept = action(acceptSchema, 'person', async ({ id, seen }, person) => {
  await answerOffer(db, person, id, 'accept', { seen })
  showNew()
  redirect(`/apply/${id}/offer`)
})

export const decline = action(declineSchema, 'person', async ({ id, reason }, person) => {
  await answerOffer(db, person, id, 'decline', { reason })
  showNew()
  redirect(`/apply/${id}/offer`)
})

/** Marks a condition as met or not, or removes the mark. */
export const mark = action(markSchema, 'person', async ({ id, condition, met, note, version }, person) => {
  await markCondition(db, person, id, { condition, met: met === '' ? null : met === 'yes', note, version })
  redirect(staffPage(id, 'marked'))
})

export const confirmEnrolment = action(enrolSchema, 'person', async ({ id }, person) => {
  await enrol(db, person, id)
  redirect(staffPage(id, 'enrolled'))
})

/** Adds a condition to an offer that waits for its answer. */
export const add = action(conditionSchema, 'person', async ({ id, text, due: typed }, person, form) => {
  const application = await loadApplication(db, person, id, 'decide')
  const zone = (await callOf(db, application)).definition.timeZone
  const last = lastDay(typed, zone)
  if ('problem' in last) return { status: 'error', values: typedValues(form), errors: { due: last.problem } }
  await addCondition(db, person, id, { text, due: last.due })
  redirect(staffPage(id, 'added'))
})

/** Moves an accepted place to a later Call's intake. */
export const defer = action(deferSchema, 'person', async ({ id, to }, person) => {
  const application = await loadApplication(db, person, id, 'decide')
  const later = await findCall(db, to)
  if (!later) throw new PortalError('invalid', 'This Call does not exist, or you cannot award its places.')
  await deferOffer(db, person, id, await callOf(db, application), later)
  redirect(staffPage(id, 'deferred'))
})
