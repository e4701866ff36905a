'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action, type FormState, typedValues } from '@/lib/people/action'
import { PortalError } from '@/lib/shared/errors'
import { decisionsAt } from './address'
import { requireWhole } from './conflict-guard'
import { limitSchema, quotaSchema, removeLimitSchema } from './forms'
import { readWhom } from './limit-groups'
import { callToDecide } from './load'
import { changeQuota, removeLimit, setLimit } from './quota'

const wrong = (form: FormData, errors: Record<string, string>): FormState => ({
  status: 'error',
  values: typedValues(form),
  errors,
})

/** Changes how many places a track has. */
export const saveQuota = action(quotaSchema, 'person', async ({ call: slug, track, ...change }, person, form) => {
  const call = await callToDecide(person, slug, track)
  await requireWhole(db, person, call, track)
  try {
    await changeQuota(db, person, call, { track, ...change })
  } catch (error) {
    if (error instanceof PortalError && error.code === 'invalid') return wrong(form, { quota: error.message })
    throw error
  }
  redirect(decisionsAt('/places', { call: slug, track }, { notice: 'quota' }))
})

/** Sets a limit, new or changed. */
export const saveLimit = action(limitSchema, 'person', async (input, person, form) => {
  const { call: slug, id, label, whom, kind, places, hard } = input
  const call = await callToDecide(person, slug)
  await requireWhole(db, person, call)
  const track = input.track || null
  const { tracks } = call.definition
  if (track && !tracks.some(({ key }) => key === track)) return wrong(form, { track: 'Choose the track' })
  const counting = readWhom(call.definition, whom)
  if ('unknown' in counting)
    return wrong(form, {
      whom: `No group, institution, gender or country of this Call is called “${counting.unknown}”, or it is named twice`,
    })
  const amounts = kind === 'most' ? { most: places, least: null } : { most: null, least: places }
  try {
    await setLimit(db, person, call, { track, label, ...counting, ...amounts, hard: hard === 'hard' }, id || undefined)
  } catch (error) {
    if (error instanceof PortalError && error.code === 'invalid') return wrong(form, { places: error.message })
    throw error
  }
  redirect(decisionsAt('/places', { call: slug, track: track ?? tracks[0]!.key }, { notice: 'limit' }))
})

/** Removes a limit. */
export const dropLimit = action(removeLimitSchema, 'person', async ({ call: slug, id }, person) => {
  const call = await callToDecide(person, slug)
  await requireWhole(db, person, call)
  await removeLimit(db, person, call, id)
  redirect(decisionsAt('/places', { call: slug, track: call.definition.tracks[0]!.key }, { notice: 'removed' }))
})
