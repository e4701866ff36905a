'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import type { Call } from '@/lib/call/call'
import { action, type FormState, typedValues } from '@/lib/people/action'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'
import { hasList, roleOn } from './access'
import { handIn } from './hand-in'
import { candidatesOf, decisionOn } from './queries'
import { differences } from './rank'
import { reopenList } from './reopen'
import { type ListKey, listPath } from './rules'
import { saveList } from './save'
import { decisionOf, handInSchema, ranksSchema, reopenSchema } from './schema'

/** @throws PortalError 'not-found' */
async function callOfList(person: Person, slug: string, key: ListKey): Promise<Call> {
  const call = await findCall(db, slug)
  if (!call || !hasList(person, call, key))
    throw new PortalError('not-found', 'There is no such list of nominations, or it is not yours.')
  return call
}

/**
 * Saves the ranks of the plain form, and leaves the candidates of its other pages as they are. It shows another person's
 * newer order instead of overwriting it.
 */
export const saveRanks = action(ranksSchema, 'person', async (input, person, form): Promise<FormState> => {
  const { call: slug, institution, track, version, page, candidates } = input
  const key = { institution, track }
  const call = await callOfList(person, slug, key)
  const decision = decisionOf(candidates, decisionOn(await candidatesOf(db, person, call.id, key)))
  const result = await saveList(db, person, call, key, { version, decision })
  if (result.outcome === 'saved') redirect(`${listPath(slug, key)}${page > 1 ? `&page=${page}` : ''}&notice=saved`)
  const byId = new Map((await candidatesOf(db, person, call.id, key)).map((one) => [one.id, one]))
  const changed = differences(decision, result.current).flatMap(({ id, mine, theirs }) => {
    const one = byId.get(id)
    return one ? [`${one.name ?? one.number}: ${theirs}, and here ${mine}`] : []
  })
  return {
    status: 'error',
    values: typedValues(form),
    message: `${result.by ?? 'Somebody'} saved this list meanwhile, so yours was not saved. Now it says ${changed.join('; ')}. To keep yours, save it again.`,
  }
})

/** Hands in the list, signed. */
export const signList = action(handInSchema, 'person', async (input, person, form): Promise<FormState> => {
  const { call: slug, institution, track, ...signature } = input
  const key = { institution, track }
  const call = await callOfList(person, slug, key)
  if (roleOn(person, call.id, institution) === 'admin' && !signature.reason)
    return {
      status: 'error',
      values: typedValues(form),
      errors: { reason: 'Enter the reason why you hand the list in for the institution' },
    }
  await handIn(db, person, call, key, signature)
  redirect(`${listPath(slug, key)}&notice=handed-in`)
})

/** Reopens a list that was handed in. */
export const reopen = action(reopenSchema, 'person', async ({ call: slug, institution, track, reason }, person) => {
  takesLong()
  const key = { institution, track }
  const call = await callOfList(person, slug, key)
  await reopenList(db, person, call, key, reason)
  redirect(`${listPath(slug, key)}&notice=reopened`)
})
