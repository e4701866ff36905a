import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Executor } from '@/db/client'
import { applications, places } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { placesLeft } from '@/lib/platform/call-store/queries'
import { type Counted, publishable } from './rules'

/**
 * The Call's published figures about its places; unpublished ones are null. No people, and no group small enough to
 * reveal one.
 */
export type Published = {
  tracks: { key: string; name: string; places: number | null; received: number | null; taken: number | null }[]
  institutions: Grouped | null
  countries: Grouped | null
}
export type Grouped = { groups: { value: string; count: number }[]; rest: number }

/** How often the public page of one Call is computed at most, however many ask. */
const kept = new LRUCache<string, Published>({ max: 100, ttl: 30_000 })

/** `publishedOf`, up to half a minute old. */
export async function publishedLately(executor: Executor, call: Call): Promise<Published> {
  // A release, or a change of what the Call publishes, is visible at once.
  const key = `${call.id} ${call.version} ${call.resultsReleasedAt?.getTime() ?? ''}`
  const known = kept.get(key)
  if (known) return known
  const published = await publishedOf(executor, call)
  kept.set(key, published)
  return published
}

/** What the Call publishes now. Who got places is not public before the release. */
export async function publishedOf(executor: Executor, call: Call): Promise<Published> {
  const { published, ...definition } = { ...call.definition, published: call.definition.decisions.published }
  const released = call.resultsReleasedAt !== null
  const [taken, received, institutions, countries] = await Promise.all([
    placesLeft(executor, call.id),
    published.received ? receivedOf(executor, call.id) : null,
    published.institutions && released ? heldBy(executor, call.id, 'institution') : null,
    published.countries && released ? heldBy(executor, call.id, 'country') : null,
  ])
  return {
    tracks: definition.tracks.map(({ key, name }) => {
      const its = taken.find(({ track }) => track === key)
      return {
        key,
        name,
        places: published.places ? (its?.quota ?? 0) : null,
        received: received && (received.find(({ track }) => track === key)?.count ?? 0),
        taken: published.taken && released ? (its?.taken ?? 0) : null,
      }
    }),
    institutions,
    countries,
  }
}

function receivedOf(executor: Executor, callId: string) {
  return executor
    .select({ track: applications.track, count: sql<number>`count(*)::int` })
    .from(applications)
    .where(and(eq(applications.callId, callId), isNotNull(applications.submittedAt)))
    .groupBy(applications.track)
}

async function heldBy(executor: Executor, callId: string, dimension: 'institution' | 'country'): Promise<Grouped> {
  const value = applications[dimension]
  const counts: Counted[] = await executor
    .select({ value, count: sql<number>`count(*)::int` })
    .from(places)
    .innerJoin(applications, eq(applications.id, places.applicationId))
    .where(eq(places.callId, callId))
    .groupBy(value)
  return publishable(counts) as Grouped
}
