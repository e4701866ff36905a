import { eq, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { places } from '@/db/schema'
import { isUuid } from '@/lib/shared/uuid'

/** The key of a track's places for locks. */
export type TrackKey = { callId: string; track: string }

const inOrder = (keys: TrackKey[]) =>
  [...new Map(keys.map((key) => [`${key.callId} ${key.track}`, key])).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, key]) => key)

/**
 * A shared lock: others can take places of this track too, but nobody gets exclusive use until the transaction ends.
 */
export const trackShared = ({ callId, track }: TrackKey): SQL =>
  sql`select pg_advisory_xact_lock_shared(track_key(${callId}::uuid, ${track}))`

/** An exclusive lock on this track, see `tracksAlone`. */
export const trackAlone = ({ callId, track }: TrackKey): SQL =>
  sql`select pg_advisory_xact_lock(track_key(${callId}::uuid, ${track}))`

/**
 * An exclusive lock on these tracks until the transaction ends: nobody takes or frees a place, and no waiting list
 * changes.
 */
export async function tracksAlone(tx: Executor, keys: TrackKey[]): Promise<void> {
  for (const key of inOrder(keys)) await tx.execute(trackAlone(key))
}

/** Where the application's place is: in another Call if it was deferred; null for none. */
export async function placeOf(executor: Executor, id: string): Promise<(TrackKey & { number: number }) | null> {
  if (!isUuid(id)) return null
  const { callId, track, number } = places
  const [row] = await executor.select({ callId, track, number }).from(places).where(eq(places.applicationId, id))
  return row ?? null
}
