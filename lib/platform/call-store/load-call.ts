import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { db } from '@/db/client'
import type { Call } from '@/lib/call/call'
import { currentCall, findCall } from '@/lib/platform/call-store/queries'
import { param, type Search } from '@/lib/shared/address'
import { chosenCall } from './chosen-call'

/** One query per request, however many parts of the page ask. */
const load = cache(async (slug: string | undefined) => {
  if (slug === undefined || slug === '') return currentCall(db)
  return /^[\w.-]+$/.test(slug) ? findCall(db, slug) : null
})

/** The Call that `?call=` names, else the current one; null if there is none. */
export const findPublicCall = (search: Search) => load(param(search, 'call'))

/** The same for pages that need a Call. */
export async function loadCall(search: Search) {
  const call = await findPublicCall(search)
  if (!call) notFound()
  return call
}

/** For staff: of the Calls that are theirs, the one that `?call=` names, else the current one; 404 if there is none. */
export async function loadTheirCall(search: Search, isTheirs: (call: Call) => boolean) {
  const { calls, call } = await chosenCall(db, param(search, 'call'), isTheirs)
  if (!call) notFound()
  return { calls, call }
}
