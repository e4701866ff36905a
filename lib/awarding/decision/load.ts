import type { Call } from '@/lib/call/call'
import { param, type Search } from '@/lib/shared/address'
import 'server-only'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import type { Track } from '@/lib/call/definition'
import type { Person } from '@/lib/people/actor'
import { canDecide } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { findCall } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'
import type { Where } from './address'
import { keptFrom } from './conflict-guard'

export type Loaded = {
  person: Person
  calls: Call[]
  call: Call
  track: Track
  where: Where
  search: Search
  /** Whether the person keeps away from the track, and from any of the Call. */
  kept: boolean
  keptFromAny: boolean
}

/** The Call and track at an address, for a person who decides in it; 404 for others. */
export async function loadDecisions(part: string, searchParams: Promise<Search>): Promise<Loaded> {
  const person = await requireRunner('decisions', `/decisions${part}`)
  const search = await searchParams
  const { calls, call } = await loadTheirCall(search, ({ id }) => canDecide(person, id))
  const { tracks } = call.definition
  const track = tracks.find(({ key }) => key === (param(search, 'track') ?? tracks[0]!.key))
  if (!track) notFound()
  const isKept = await keptFrom(db, person, call.id)
  const [kept, keptFromAny] = [isKept(call.id, track.key), isKept(call.id)]
  return { person, calls, call, track, where: { call: call.slug, track: track.key }, search, kept, keptFromAny }
}

/** The Call that a form names, and its track. @throws PortalError 'not-found' unless the person decides in it. */
export async function callToDecide(person: Person, slug: string, track?: string): Promise<Call> {
  const call = await findCall(db, slug)
  const known = call && (track === undefined || call.definition.tracks.some(({ key }) => key === track))
  if (!call || !known || !canDecide(person, call.id))
    throw new PortalError('not-found', 'This Call does not exist, or you cannot decide in it.')
  return call
}
