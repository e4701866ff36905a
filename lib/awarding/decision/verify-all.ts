import { asc } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { calls, tracks } from '@/db/schema'
import { verifyPlaces } from './verify'

/** Compares the places of every track of every Call with the events; returns the differences in words. */
export async function verifyAllPlaces(db: Database): Promise<{ taken: number; faults: string[] }> {
  const all = await db.select({ id: calls.id, slug: calls.slug }).from(calls).orderBy(asc(calls.slug))
  const named = new Map(all.map(({ id, slug }) => [id, slug]))
  const keys = await db.select({ callId: tracks.callId, track: tracks.key }).from(tracks)
  const faults: string[] = []
  let taken = 0
  for (const key of keys) {
    const found = await verifyPlaces(db, key)
    taken += found.taken
    faults.push(...found.faults.map((fault) => `${named.get(key.callId)}, ${key.track}: ${fault}`))
  }
  return { taken, faults }
}
