import type { Database } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canLead } from '@/lib/people/permissions'
import { PortalError } from '@/lib/shared/errors'
import { jobOf } from './job'
import { findCalibration, hasReviewsToWrite, type Kept, leftOut, nameOf } from './queries'

export type CalibrationState = {
  /** The person still has reviews to write, and sees nothing. */
  withheld: boolean
  kept: Kept | null
  /** Reviews came, went or changed since. */
  stale: boolean
  /** Reviews that are in now. */
  count: number
  job: 'waiting' | 'failed' | null
}

/**
 * The state of a track's calibration for this person: no figure, count or rank includes an application that they must
 * not know of.
 * @throws PortalError 'not-found' if they don't lead the Call's reviews, or there is no such track.
 */
export async function calibrationState(
  db: Database,
  person: Person,
  call: Call | null | undefined,
  track: string,
): Promise<CalibrationState> {
  if (!call || !canLead(person, call.id) || !call.definition.tracks.some(({ key }) => key === track))
    throw new PortalError('not-found', 'There is no such calibration, or it is not for you.')
  const of = { callId: call.id, track, person }
  const [withheld, leavesOut, { count, hash }] = await Promise.all([
    hasReviewsToWrite(db, person, call.id),
    leftOut(db, of),
    nameOf(db, of),
  ])
  if (withheld) return { withheld, kept: null, stale: false, count: 0, job: null }
  // Reads the job first: if it ends after this look, the next look finds its result.
  const job = await jobOf(db, of, leavesOut)
  const kept = await findCalibration(db, of, leavesOut)
  return { withheld: false, kept, stale: kept !== null && kept.hash !== hash, count, job }
}
