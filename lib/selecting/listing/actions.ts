'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action } from '@/lib/people/action'
import { canRun } from '@/lib/people/permissions'
import { decideEligibility, decisionKey } from '@/lib/selecting/eligibility/decide'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'
import { deleteView, renameView, saveView } from './saved'
import { deleteSchema, eligibleSchema, renameSchema, saveSchema } from './schema'

const listAt = (query: string, notice: Record<string, string>) => {
  const parts = new URLSearchParams(query)
  for (const [key, value] of Object.entries(notice)) parts.set(key, value)
  return `/applications?${parts}`
}

/** Saves the current view of the list for this person. */
export const saveThisView = action(saveSchema, 'person', async ({ name, query }, person) => {
  if (!canRun(person, 'applications')) throw new PortalError('not-found', 'There is no such page.')
  await saveView(db, person, name, query)
  redirect(listAt(query, { notice: 'saved' }))
})

export const renameSavedView = action(renameSchema, 'person', async ({ id, name, query }, person) => {
  await renameView(db, person, id, name)
  redirect(listAt(query, { notice: 'renamed' }))
})

export const deleteSavedView = action(deleteSchema, 'person', async ({ id, query }, person) => {
  await deleteView(db, person, id)
  redirect(listAt(query, { notice: 'deleted' }))
})

/** Marks each selected application as eligible, in a separate transaction; reports those that could not be. */
export const findEligible = action(eligibleSchema, 'person', async ({ decisions, query }, person) => {
  takesLong()
  const refused: string[] = []
  for (const { id, attempt } of decisions) {
    try {
      await decideEligibility(db, person, id, { outcome: 'eligible' }, decisionKey('submitted', attempt, null))
    } catch (error) {
      if (!(error instanceof PortalError)) throw error
      refused.push(error.message)
    }
  }
  const done = decisions.length - refused.length
  if (done === 0) throw new PortalError('conflict', refused[0] ?? 'Nothing is selected.')
  redirect(listAt(query, { notice: 'eligible', done: String(done), refused: String(refused.length) }))
})
