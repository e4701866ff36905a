import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, nominations } from '@/db/schema'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'
import { type Calibrated, calibrated } from '@/lib/selecting/calibration/queries'
import type { TrackKey } from './tracks'
import type { Candidate } from './value'

/** The states from nomination on, which the decision board shows. */
export const DECIDABLE: readonly State[] = [
  ...(['nominated', 'awarded', 'waiting-list', 'not-awarded', 'accepted', 'declined', 'expired'] as const),
  ...(['revoked', 'enrolled'] as const),
]

export type Decidable = Candidate & Calibrated & { name: string | null; state: State; reviewsIn: number }

/** The nominated or decided applications of a track that the person reads as staff, by number. */
export async function decidables(
  executor: Executor,
  person: Person,
  { callId, track }: TrackKey,
): Promise<Decidable[]> {
  const { id, number, applicantName: name, state, score, reviewsIn, institution, country, gender } = applications
  const { table, on, columns } = calibrated(executor, { callId, track, person })
  return executor
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
      ...columns,
    })
    .from(applications)
    .leftJoin(nominations, eq(nominations.applicationId, applications.id))
    .leftJoin(table, on)
    .where(
      and(
        eq(applications.callId, callId),
        eq(applications.track, track),
        inArray(state, [...DECIDABLE]),
        readableAsStaff(person),
      ),
    )
    .orderBy(asc(number))
}
