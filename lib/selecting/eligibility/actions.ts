'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type * as z from 'zod'
import { db } from '@/db/client'
import { callOf, loadApplication } from '@/lib/applying/application/queries'
import { instantOf } from '@/lib/applying/deadline/rules'
import type { Decision } from '@/lib/lifecycle/checks'
import { action, type FormState, typedValues } from '@/lib/people/action'
import { findPerson } from '@/lib/people/queries'
import { write } from '@/lib/platform/mail/templates'
import { instantInWords } from '@/lib/shared/ui/instant'
import { checkAgain, decideEligibility, type NewDecision } from './decide'
import { warningsOf } from './judgements'
import { loadChecklist } from './load'
import { deadlineProblem } from './rules'
import { againSchema, decisionSchema, verdictSchema } from './schema'
import { JudgedMeanwhile, judgeItem } from './verdicts'

/** Saves a verdict at once. Without JavaScript the page opens again at the item. */
export const judge = action(verdictSchema, 'person', async ({ id, item, verdict, note, seen }, person, form) => {
  const values = typedValues(form)
  if (!verdict && note)
    return { status: 'error', values, message: 'Choose “Met”, “Not met” or “Unclear” too: the note is kept with it.' }
  try {
    const given = { item, verdict: verdict || null, note: note || null }
    const at = await judgeItem(db, person, id, given, seen ? new Date(seen) : null)
    if (!(await headers()).has('next-action')) redirect(`/applications/${id}/check#${encodeURIComponent(item)}`)
    return { status: 'done', values: { ...values, seen: at?.toISOString() ?? '', by: person.name } }
  } catch (error) {
    if (!(error instanceof JudgedMeanwhile)) throw error
    return { status: 'error', message: error.message, values: { ...values, seen: error.at?.toISOString() ?? '' } }
  }
})

/** Shows what a decision would tell the applicant, and the warnings against it; decides once the officer confirms. */
export const decide = action(decisionSchema, 'person', async (input, person, form) => {
  const { id, seen, step, note } = input
  const values = typedValues(form)
  if (step === 'change') return { status: 'idle', values: { ...values, step: '' } }
  const application = await loadApplication(db, person, id, 'check')
  const { definition } = await callOf(db, application)
  const outcome = input.outcome as Decision
  const correctBy = outcome === 'returned' ? instantOf(input.date, input.time, definition.timeZone) : null
  const problem = outcome === 'returned' ? deadlineProblem(correctBy, new Date()) : null
  if (problem) return { status: 'error', values, errors: { date: problem } }
  const decision = { ...decisionOf(input, correctBy), note }
  if (step === 'confirm') {
    await decideEligibility(db, person, id, decision, seen)
    redirect(`/applications/${id}/check?notice=decided`)
  }
  const until = correctBy ? instantInWords(correctBy, definition.timeZone) : ''
  const { items, judged } = await loadChecklist(db, application)
  const applicant = (await findPerson(db, application.personId))!
  const letter = write(`application-${outcome}`, {
    applicantName: applicant.name,
    number: application.number!,
    callTitle: application.callTitle,
    url: '',
    reason: 'told' in decision ? decision.told : '',
    until,
  })
  const lines = letter.body.filter((block) => typeof block === 'string')
  return {
    status: 'done',
    values: {
      ...values,
      step: 'confirm',
      subject: letter.subject,
      letter: [letter.greeting, ...lines].join('\n\n'),
      warnings: warningsOf(outcome, items, judged).join('\n'),
    },
  } satisfies FormState
})

function decisionOf({ outcome, reason, correct }: z.infer<typeof decisionSchema>, correctBy: Date | null): NewDecision {
  if (outcome === 'ineligible') return { outcome, told: reason }
  if (outcome === 'returned') return { outcome, told: correct, correctBy: correctBy! }
  return { outcome: 'eligible' }
}

/** Takes the decision back. */
export const again = action(againSchema, 'person', async ({ id, seen }, person) => {
  await checkAgain(db, person, id, seen)
  redirect(`/applications/${id}/check?notice=again`)
})
