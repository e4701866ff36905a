'use server'

import { redirect } from 'next/navigation'
import type * as z from 'zod'
import { db } from '@/db/client'
import { lastDay } from '@/lib/awarding/offer/rules'
import type { Call } from '@/lib/call/call'
import { action, type FormState, typedValues } from '@/lib/people/action'
import { takesLong } from '@/lib/shared/database/request'
import { PortalError } from '@/lib/shared/errors'
import { decisionsAt } from './address'
import { award } from './award'
import { conditionsOfTrack } from './conditions'
import { requireWhole } from './conflict-guard'
import { type Decision, decideSchema, promoteSchema, releaseSchema, reorderSchema } from './forms'
import { callToDecide } from './load'
import { confirmPromotion } from './promote'
import { releaseResults } from './release'
import { notAward, reconsider } from './turn-down'
import { putOnWaitingList, reorderWaitingList } from './waiting'

const DO: Record<Exclude<Decision, 'award'>, typeof putOnWaitingList> = {
  wait: putOnWaitingList,
  not: notAward,
  back: reconsider,
}

/**
 * The conditions of the Call that the page showed without a tick.
 * @throws PortalError 'conflict' if the Call's conditions have changed since the page was shown.
 */
function leftOut({ definition }: Call, { track, shown, keep }: z.infer<typeof decideSchema>): string[] {
  const now = conditionsOfTrack(definition, track).map(({ key }) => key)
  if (shown === undefined) return []
  if (shown !== now.join())
    throw new PortalError(
      'conflict',
      'The conditions of offers have changed since you opened this page. Open the page again.',
    )
  return now.filter((key) => keep[key] !== 'yes')
}

/** Does to the selection what the confirmation page said: to all of it, or to none. */
export const decide = action(decideSchema, 'person', async (input, person, form) => {
  const { call: slug, track, what, ids, added, show, order, institution } = input
  const call = await callToDecide(person, slug, track)
  await requireWhole(db, person, call, track)
  if (what === 'award') {
    const last = lastDay(added.due, call.definition.timeZone)
    if ('problem' in last)
      return { status: 'error', values: typedValues(form), errors: { 'added.due': last.problem } } satisfies FormState
    const more = added.text ? [{ text: added.text, due: last.due }] : []
    await award(db, person, call, track, ids, { without: leftOut(call, input), more })
  } else await DO[what](db, person, call, track, ids)
  const done = { notice: what, done: String(ids.length) }
  redirect(decisionsAt('', { call: slug, track }, { show, order, institution, ...done }))
})

/** Saves the order of the waiting list, typed or dragged. */
export const reorder = action(reorderSchema, 'person', async ({ call: slug, track, seen, places }, person) => {
  const call = await callToDecide(person, slug, track)
  await requireWhole(db, person, call, track)
  const order = places.toSorted((a, b) => Number(a.place) - Number(b.place)).map(({ id }) => id)
  await reorderWaitingList(db, person, call, track, { order, seen })
  redirect(decisionsAt('/waiting', { call: slug, track }, { notice: 'reordered' }))
})

/** Gives free places to the next on the waiting list, as the page showed them. */
export const promote = action(promoteSchema, 'person', async ({ call: slug, track, ids }, person) => {
  const call = await callToDecide(person, slug, track)
  await requireWhole(db, person, call, track)
  await confirmPromotion(db, person, call, track, ids)
  redirect(decisionsAt('/waiting', { call: slug, track }, { notice: 'promoted', done: String(ids.length) }))
})

/** Releases the results of a Call, after the admin has typed its code. */
export const release = action(
  releaseSchema,
  'person',
  async ({ call: slug, typed }, person, form) => {
    takesLong()
    const call = await callToDecide(person, slug)
    const { code, tracks } = call.definition
    await requireWhole(db, person, call)
    if (typed.toUpperCase() !== code) {
      const errors = { typed: `Type ${code} to confirm` }
      return { status: 'error', values: typedValues(form), errors } satisfies FormState
    }
    await releaseResults(db, person, call).catch((error) => {
      // Sent again, or by two admins: the page shows the present state.
      if (!(error instanceof PortalError && error.code === 'conflict')) throw error
    })
    redirect(decisionsAt('/release', { call: slug, track: tracks[0]!.key }, { notice: 'released' }))
  },
  { fresh: true },
)
