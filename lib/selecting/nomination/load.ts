import type { Call } from '@/lib/call/call'
import 'server-only'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { canNominate } from '@/lib/people/permissions'
import { allCalls, currentCall, findCall } from '@/lib/platform/call-store/queries'
import { hasList } from './access'
import { isKeptAway } from './queries'
import type { ListKey } from './rules'

/** The Calls in which the person ranks candidates, the current one first, then the newest. */
export async function callsOf(person: Person): Promise<Call[]> {
  const [current, all] = await Promise.all([currentCall(db), allCalls(db)])
  const theirs = all.filter(({ id, definition }) =>
    definition.institutions.some(({ key }) => canNominate(person, id, key)),
  )
  return theirs.sort((a, b) => Number(b.id === current?.id) - Number(a.id === current?.id))
}

/** The list at an address, and whether the person has to keep away from it; 404 if it is not theirs. */
export async function loadList(person: Person, slug: string | undefined, key: ListKey) {
  const call = slug ? await findCall(db, slug) : (await callsOf(person))[0]
  if (!call || !hasList(person, call, key)) notFound()
  const { definition } = call
  return {
    call,
    institution: definition.institutions.find((one) => one.key === key.institution)!,
    track: definition.tracks.find((one) => one.key === key.track)!,
    keptAway: await isKeptAway(db, person, call.id, key),
  }
}
