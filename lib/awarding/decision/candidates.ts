import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, nominations } from '@/db/schema'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'
import { findCalibration, leftOut } from '@/lib/selecting/calibration/queries'
import type { TrackKey } from './tracks'
import type { Candidate } from './value'

/** The states from nomination on, which the decision board shows. */
export const DECIDABLE: readonly State[] = [
  ...(['nominated', 'awarded', 'waiting-list', 'not-awarded', 'accepted', 'declined', 'expired'] as const),
  ...(['revoked', 'enrolled'] as const),
]

export type Decidable = Candidate & {
  name: string | null
  state: State
  reviewsIn: number
  normalised: number | null
  /** The bounds of 90 % of the possible ranks of its score, and how often it is within the places. */
  low: number | null
  high: number | null
  within: number | null
}

/** The nominated or decided applications of a track that the person reads as staff, by number. */
export async function decidables(
  executor: Executor,
  person: Person,
  { callId, track }: TrackKey,
): Promise<Decidable[]> {
  const { id, number, applicantName: name, state, score, reviewsIn, institution, country, gender } = applications
  const rows = await executor
    .select({
      id,
      name,
      state,
      score,
      reviewsIn,
      institution,
      country,
      gender,
      number: sql<string>`${number}`,
      rank: nominations.rank,
    })
    .from(applications)
    .leftJoin(nominations, eq(nominations.applicationId, applications.id))
    .where(
      and(
        eq(applications.callId, callId),
        eq(applications.track, track),
        inArray(state, [...DECIDABLE]),
        readableAsStaff(person),
      ),
    )
    .orderBy(asc(number))
  const of = { callId, track, person }
  const calibration = await findCalibration(executor, of, await leftOut(executor, of))
  const calibrated = new Map(calibration?.result.applications.map((one) => [one.id, one]))
  return rows.map((row) => {
    const its = calibrated.get(row.id)
    const { low = null, high = null, within = null } = its?.uncertainty ?? {}
    return { ...row, normalised: its?.normalised ?? null, low, high, within }
  })
}
