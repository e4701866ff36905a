'use server'

import { redirect } from 'next/navigation'
import { db } from '@/db/client'
import { action } from '@/lib/people/action'
import { findCall } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'
import { queueCalibration } from './job'
import { leftOut } from './queries'
import { askSchema } from './schema'
import { calibrationState } from './state'

/** Queues a new calibration of a track. */
export const askCalibration = action(askSchema, 'person', async ({ call: slug, track }, person) => {
  const call = await findCall(db, slug)
  const { withheld } = await calibrationState(db, person, call, track)
  if (withheld) throw new PortalError('forbidden', 'First hand in your own reviews of this Call.')
  const of = { callId: call!.id, track, person }
  await queueCalibration(db, of, await leftOut(db, of))
  redirect(`/committee/calibration?${new URLSearchParams({ call: slug, track })}`)
})
