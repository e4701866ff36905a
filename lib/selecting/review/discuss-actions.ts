'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action } from '@/lib/people/action'
import { withdrawConflict } from './conflict'
import { addComment, removeComment } from './discussion'
import { reopenReview } from './reopen'
import { commentSchema, removeSchema, reopenSchema, withdrawConflictSchema } from './schema'

/** The discussion, and the chief reviewer's actions on single reviews. */

const pageOf = (from: 'review' | 'staff', application: string) =>
  from === 'review' ? `/review/${application}` : `/applications/${application}/reviews`

export const comment = action(commentSchema, 'person', async ({ application, comment, from, text }, person) => {
  await addComment(db, person, application, comment, text)
  redirect(`${pageOf(from, application)}?said=${comment}#discussion`)
})

export const remove = action(removeSchema, 'person', async ({ application, comment, from, removed }, person) => {
  await removeComment(db, person, application, comment, removed === 'yes')
  redirect(`${pageOf(from, application)}#discussion`)
})

export const reopen = action(reopenSchema, 'person', async ({ application, assignment, reason }, person) => {
  await reopenReview(db, person, application, assignment, reason)
  redirect(`${pageOf('staff', application)}?notice=reopened`)
})

export const withdraw = action(withdrawConflictSchema, 'person', async ({ application, person: whose }, person) => {
  await withdrawConflict(db, person, application, whose)
  redirect(`${pageOf('staff', application)}?notice=withdrawn`)
})
