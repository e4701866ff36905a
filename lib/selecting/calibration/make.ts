import * as z from 'zod'
import type { Database } from '@/db/client'
import { calibrateInProcess } from './in-process'
import { leftOut, nameOf, type Of, reviewsOf, saveCalibration } from './queries'

/** Draws of the bootstrap: enough to know the bounds of a rank's interval to about a percent of the draws. */
const DRAWS = 1000

const job = z.object({ callId: z.string(), track: z.string(), personId: z.string() })

/**
 * Works out the calibration that a person asked for, and keeps it for people with the same view of the applications.
 */
export async function makeCalibration(db: Database, payload: unknown, draws = DRAWS): Promise<void> {
  const { callId, track, personId } = job.parse(payload)
  const of: Of = { callId, track, person: { id: personId } }
  // One snapshot, so that the name matches the reviews.
  const { reviews, name, leavesOut } = await db.transaction(
    async (tx) => ({ reviews: await reviewsOf(tx, of), name: await nameOf(tx, of), leavesOut: await leftOut(tx, of) }),
    { isolationLevel: 'repeatable read' },
  )
  const seed = Number.parseInt(name.hash.slice(0, 8), 16) | 0
  const result = await calibrateInProcess(reviews, { places: name.places, draws, seed })
  await saveCalibration(db, of, leavesOut, { result, hash: name.hash })
}
