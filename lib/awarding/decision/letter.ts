import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, calls, callVersions, offers, people, tracks } from '@/db/schema'
import type { OfferState } from '@/lib/lifecycle/offers'
import { readCode } from './code'

/**
 * The facts on a letter's public page, for a person with its code: that it is genuine, whose it is, and whether it is
 * valid.
 */
export type VerifiedLetter = {
  name: string
  number: string | null
  callTitle: string
  /** The time zone of its Call. */
  zone: string
  track: string
  state: OfferState
  /** At the earliest the release of the results, so that it does not reveal when the decision was made. */
  issuedAt: Date
  /** The last moment to answer. */
  answerBy: Date
}

/** The date of an offer in its letter. */
export const issuedAt = sql<Date>`greatest(${offers.madeAt}, ${calls.resultsReleasedAt})`.mapWith(offers.madeAt)

/** The offer for a typed letter code; null if there is none, or its results are not released. */
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
    // With the names at the time of the offer, as in the letter.
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
