import 'server-only'
import { cache } from 'react'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { type PageProps, param } from '@/lib/shared/address'
import { hasList } from './access'
import { findListFor } from './queries'
import type { ListKey } from './rules'

export type ListPageProps = PageProps & { params: Promise<ListKey> }

/**
 * The list at the page's address, and whether the person has to keep away from it; 404 if it is not theirs. A request
 * asks once, however many parts of its page ask.
 */
export async function loadList({ params, searchParams }: ListPageProps) {
  const [{ institution, track }, search] = await Promise.all([params, searchParams])
  return load(institution, track, param(search, 'call'))
}

const load = cache(async (institution: string, track: string, slug: string | undefined) => {
  const key = { institution, track }
  const person = await requireRunner('nominations', `/nominations/${institution}/${track}`)
  const { call } = await loadTheirCall({ call: slug }, (one) => hasList(person, one, key))
  const { institutions, tracks } = call.definition
  return {
    key,
    person,
    call,
    institution: institutions.find((one) => one.key === institution)!,
    track: tracks.find((one) => one.key === track)!,
    ...(await findListFor(db, person, call.id, key)),
  }
})
