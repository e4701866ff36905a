'use server'

import { revalidatePath } from 'next/cache'
import { redirect, unstable_rethrow } from 'next/navigation'
import { db } from '@/db/client'
import type { Answers } from '@/lib/form/definition'
import { conflictOf, readPosted, typedIn } from '@/lib/form/posted-section'
import type { SectionState } from '@/lib/form/ui/section-form'
import { action, messageOf, refuseSignedOut, requireWhole } from '@/lib/people/action'
import { getActor } from '@/lib/people/session'
import { declareConflict, declareNone, declineAssignment } from './conflict'
import { loadReviewing } from './load'
import { queueOf } from './queue'
import { nextOf } from './queue-order'
import { saveReview } from './save'
import { conflictSchema, declineSchema, reviewSchema, submitSchema } from './schema'
import { reviewErrors, reviewSection } from './section'
import { submitReview } from './submit'

/** The actions of a reviewer. */

export const declareNoConflict = action(reviewSchema, 'person', async ({ application }, person) => {
  await declareNone(db, person, application)
  redirect(`/review/${application}`)
})

export const declareOne = action(conflictSchema, 'person', async ({ application, reason }, person) => {
  await declareConflict(db, person, application, reason)
  // This also removes what the browser keeps of the application.
  revalidatePath('/', 'layout')
  redirect(`/review?ended=${application}`)
})

export const decline = action(declineSchema, 'person', async ({ application, reason }, person) => {
  await declineAssignment(db, person, application, reason)
  revalidatePath('/', 'layout')
  redirect(`/review?ended=${application}`)
})

export const submit = action(submitSchema, 'person', async ({ application, version, go }, person) => {
  await submitReview(db, person, application, version)
  revalidatePath('/review', 'layout')
  const next = go === 'next' ? nextOf(await queueOf(db, person, { titles: false }), application) : null
  redirect(
    go === 'next'
      ? next
        ? `/review/${next.id}?after=${application}`
        : `/review?in=${application}`
      : `/review/${application}`,
  )
})

/** Receives the review as a plain form: saves it, then checks it; see `sendSection` of applications. */
export async function sendReview(id: string, _previous: SectionState, form: FormData): Promise<SectionState> {
  requireWhole(form, id)
  let target = `/review/${id}`
  let posted: { answers: Answers; version: number } = typedIn(form)
  try {
    const person = await getActor()
    if (person.kind !== 'person') return await refuseSignedOut()
    const { application, call, review } = await loadReviewing(db, person, id, 'review')
    const { definition } = call
    const sent = readPosted(reviewSection(definition, application.track!), review?.answers ?? {}, form)
    posted = sent
    if (sent.operation === 'discard') redirect(target)
    const conflict = conflictOf(sent, await saveReview(db, person, id, sent.request))
    if (conflict) return conflict
    if (sent.operation === 'later') target = '/review'
    if (sent.operation === 'continue') {
      const saved = (await loadReviewing(db, person, id, 'review')).review?.answers ?? {}
      const complete = Object.keys(reviewErrors(definition, application.track!, saved)).length === 0
      target = complete ? `/review/${id}/submit` : `/review/${id}?check=1`
    }
  } catch (error) {
    unstable_rethrow(error)
    return { ...posted, message: messageOf(error) }
  }
  redirect(target)
}
