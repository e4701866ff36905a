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

/** The places of a track, and how many of them are taken. */
type Places = { track: string; quota: number; taken: number }

/** How often the counts of one Call's applications are made at most, however many ask. */
const kept = new LRUCache<string, Awaited<ReturnType<typeof countsOf>>>({ max: 100, ttl: 30_000 })

/** What the Call publishes: the places as they are now, the counts up to half a minute old. */
export async function publishedLately(
  executor: Executor,
  call: Call,
  places: PromiseLike<Places[]> = placesLeft(executor, call.id),
): Promise<Published> {
  // A release, or a change of what the Call publishes, is visible at once.
  const key = `${call.id} ${call.version} ${call.resultsReleasedAt?.getTime() ?? ''}`
  const known = kept.get(key)
  const [now, counts] = await Promise.all([places, known ?? countsOf(executor, call)])
  if (!known) kept.set(key, counts)
  return shown(call, now, counts)
}

async function countsOf(executor: Executor, { id, definition, resultsReleasedAt }: Call) {
  const { published } = definition.decisions
  const released = resultsReleasedAt !== null
  const [received, institutions, countries] = await Promise.all([
    published.received ? receivedOf(executor, id) : null,
    published.institutions && released ? heldBy(executor, id, 'institution') : null,
    published.countries && released ? heldBy(executor, id, 'country') : null,
  ])
  return { received, institutions, countries }
}

function shown(
  { definition, resultsReleasedAt }: Call,
  places: Places[],
  { received, ...grouped }: Awaited<ReturnType<typeof countsOf>>,
): Published {
  const { published } = definition.decisions
  const tracks = definition.tracks.map(({ key, name }) => {
    const its = places.find(({ track }) => track === key)
    return {
      key,
      name,
      places: published.places ? (its?.quota ?? 0) : null,
      received: received && (received.find(({ track }) => track === key)?.count ?? 0),
      taken: published.taken && resultsReleasedAt ? (its?.taken ?? 0) : null,
    }
  })
  return { tracks, ...grouped }
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
