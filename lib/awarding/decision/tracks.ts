import { eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { places } from '@/db/schema'
import { isUuid } from '@/lib/shared/uuid'

/** The places of a track, as far as locks go. */
export type TrackKey = { callId: string; track: string }

const inOrder = (keys: TrackKey[]) =>
  [...new Map(keys.map((key) => [`${key.callId} ${key.track}`, key])).entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, key]) => key)

/** Lets others take places of these tracks too, and nobody have them alone, until the transaction ends. */
export async function shareTracks(tx: Executor, keys: TrackKey[]): Promise<void> {
  for (const { callId, track } of inOrder(keys))
    await tx.execute(sql`select pg_advisory_xact_lock_shared(track_key(${callId}::uuid, ${track}))`)
}

/** Has these tracks alone until the transaction ends: no place of them is taken or freed, and no waiting list changes. */
export async function tracksAlone(tx: Executor, keys: TrackKey[]): Promise<void> {
  for (const { callId, track } of inOrder(keys))
    await tx.execute(sql`select pg_advisory_xact_lock(track_key(${callId}::uuid, ${track}))`)
}

/** Where the application's place is: in another Call if it was deferred; null if it has none. */
export async function placeOf(executor: Executor, id: string): Promise<(TrackKey & { number: number }) | null> {
  if (!isUuid(id)) return null
  const { callId, track, number } = places
  const [row] = await executor.select({ callId, track, number }).from(places).where(eq(places.applicationId, id))
  return row ?? null
}
