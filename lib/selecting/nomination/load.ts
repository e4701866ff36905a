import 'server-only'
import { db } from '@/db/client'
import type { Person } from '@/lib/people/actor'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import type { Search } from '@/lib/shared/address'
import { hasList } from './access'
import { isKeptAway } from './queries'
import type { ListKey } from './rules'

/** The list at an address, and whether the person has to keep away from it; 404 if it is not theirs. */
export async function loadList(person: Person, search: Search, key: ListKey) {
  const { call } = await loadTheirCall(search, (one) => hasList(person, one, key))
  const { definition } = call
  return {
    call,
    institution: definition.institutions.find((one) => one.key === key.institution)!,
    track: definition.tracks.find((one) => one.key === key.track)!,
    keptAway: await isKeptAway(db, person, call.id, key),
  }
}
