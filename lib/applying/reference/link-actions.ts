'use server'

import { redirect, unstable_rethrow } from 'next/navigation'
import { db } from '@/db/client'
import type { Answers } from '@/lib/form/definition'
import { conflictOf, readPosted, typedIn } from '@/lib/form/posted-section'
import { completeSchema } from '@/lib/form/schema'
import type { SectionState } from '@/lib/form/ui/section-form'
import { action, messageOf, requireWhole } from '@/lib/people/action'
import { requireHolder } from '@/lib/people/link-holder'
import {
  declineRequest,
  disownRequest,
  mailCandidate,
  openRequest,
  reconsiderRequest,
  saveAnswers,
  sendAnswers,
} from './answer'
import { answerContext, loadAsked } from './asked'
import { removeLetter } from './letter-file'
import { declineSchema, linkSchema, otherSchema, sendSchema } from './schema'

/** What a referee or supervisor does on the pages of a personal link. */

export const open = action(linkSchema, 'link', async ({ token }, holder) => {
  await openRequest(db, holder)
  redirect(`/r/${token}/answer`)
})

export const send = action(sendSchema, 'link', async ({ token, confidential, version, file }, holder) => {
  await sendAnswers(db, holder, { version, file }, confidential === 'yes')
  redirect(`/r/${token}`)
})

export const decline = action(declineSchema, 'link', async ({ token, reason }, holder) => {
  await declineRequest(db, holder, reason)
  redirect(`/r/${token}`)
})

export const reconsider = action(linkSchema, 'link', async ({ token }, holder) => {
  await reconsiderRequest(db, holder)
  redirect(`/r/${token}`)
})

export const disown = action(linkSchema, 'link', async ({ token }, holder) => {
  await disownRequest(db, holder)
  redirect(`/r/${token}`)
})

export const mailOther = action(otherSchema, 'link', async ({ token, request }, holder) => {
  await mailCandidate(db, holder, request)
  redirect(`/r/${token}?sent=${request}#candidates`)
})

export const removeFile = action(linkSchema, 'link', async ({ token }, holder) => {
  await removeLetter(db, holder)
  redirect(`/r/${token}/send`)
})

/** The letter or agreement sent as a plain form: saved as it is, then checked; see `sendSection` of applications. */
export async function sendAnswerForm(token: string, _previous: SectionState, form: FormData): Promise<SectionState> {
  requireWhole(form, token)
  let target = `/r/${token}/answer`
  let posted: { answers: Answers; version: number } = typedIn(form)
  try {
    const holder = await requireHolder(token)
    const { section, request } = await loadAsked(db, holder)
    const sent = readPosted(section, request.answers, form)
    posted = sent
    if (sent.operation === 'discard') redirect(target)
    const conflict = conflictOf(sent, await saveAnswers(db, holder, sent.request))
    if (conflict) return conflict
    if (sent.operation === 'later') target = `/r/${token}`
    if (sent.operation === 'continue') {
      const asked = await loadAsked(db, holder)
      const { answers } = asked.request
      const complete = completeSchema(section, answerContext(asked, answers)).safeParse(answers)
      target = complete.success ? `/r/${token}/send` : `${target}?check=1`
    }
  } catch (error) {
    unstable_rethrow(error)
    return { ...posted, message: messageOf(error) }
  }
  redirect(target)
}
