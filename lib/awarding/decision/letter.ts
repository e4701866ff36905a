import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, calls, callVersions, offers, people, tracks } from '@/db/schema'
import type { OfferState } from '@/lib/lifecycle/offers'
import { readCode } from './code'

/** What the public page says of a letter, to whoever has its code: that it is genuine, whose it is, and whether it stands. */
export type VerifiedLetter = {
  name: string
  number: string | null
  callTitle: string
  /** The time zone of its Call. */
  zone: string
  track: string
  state: OfferState
  /** Not before the release of the results, which says nothing of when it was decided. */
  issuedAt: Date
  /** Until when it can be answered. */
  answerBy: Date
}

/** When an offer was made, as its letter says it. */
export const issuedAt = sql<Date>`greatest(${offers.madeAt}, ${calls.resultsReleasedAt})`.mapWith(offers.madeAt)

/** The offer of a letter's code as it was typed; null if there is none, or its results are not released. */
export async function findLetter(executor: Executor, typed: string): Promise<VerifiedLetter | null> {
  const [row] = await executor
    .select({
      name: sql<string>`coalesce(${applications.applicantName}, ${people.name})`,
      number: applications.number,
      callTitle: sql<string>`coalesce(${callVersions.definition} ->> 'title', ${calls.title})`,
      zone: sql<string>`${calls.definition} ->> 'timeZone'`,
      track: sql<string>`coalesce((
          select t ->> 'name' from jsonb_array_elements(${callVersions.definition} -> 'tracks') t
          where t ->> 'key' = ${applications.track}), ${tracks.name})`,
      state: offers.state,
      issuedAt,
      answerBy: sql<Date>`${offers.answerBy}`.mapWith(offers.answerBy),
    })
    .from(offers)
    .innerJoin(applications, eq(applications.id, offers.applicationId))
    .innerJoin(people, eq(people.id, applications.personId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    // As they were called when the offer was issued, which is what the letter says.
    .leftJoin(callVersions, and(eq(callVersions.callId, calls.id), eq(callVersions.number, offers.callVersion)))
    .innerJoin(tracks, and(eq(tracks.callId, applications.callId), eq(tracks.key, applications.track)))
    .where(
      and(
        eq(offers.code, readCode(typed)),
        isNotNull(calls.resultsReleasedAt),
        inArray(offers.state, ['made', 'accepted', 'declined', 'expired', 'revoked', 'withdrawn']),
      ),
    )
  return row ?? null
}
