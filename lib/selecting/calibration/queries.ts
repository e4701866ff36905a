import { and, eq, inArray, isNotNull, isNull, not, or, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, calibrations, people, reviews, tracks } from '@/db/schema'
import { REVIEWABLE } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff, touched, withoutConflict } from '@/lib/people/readable'
import type { Calibration, Review } from './calibrate'

/** The Call, the track and the reader: every figure leaves out what they must not know of. */
export type Of = { callId: string; track: string; person: Pick<Person, 'id'> }

/**
 * The reviews that count: submitted, for an application that is or was in the running, by a reviewer without a
 * conflict.
 */
function counted({ callId, track }: Of): SQL {
  return and(
    eq(applications.callId, callId),
    eq(applications.track, track),
    inArray(applications.state, [...REVIEWABLE]),
    isNotNull(reviews.submittedAt),
    or(isNull(assignments.endReason), not(eq(assignments.endReason, 'conflict'))),
  )!
}

export async function reviewsOf(executor: Executor, of: Of): Promise<Review[]> {
  const rows = await executor
    .select({ application: applications.id, reviewer: assignments.personId, total: reviews.total })
    .from(reviews)
    .innerJoin(assignments, eq(assignments.id, reviews.assignmentId))
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .where(and(counted(of), touched(of.person)))
  return rows.map(({ total, ...row }) => ({ ...row, total: total! }))
}

/** The places of the track, and a key for exactly these reviews: it changes when a review comes, goes or changes. */
export async function nameOf(executor: Executor, of: Of): Promise<{ places: number; count: number; hash: string }> {
  const quota = executor
    .select({ quota: tracks.quota })
    .from(tracks)
    .where(and(eq(tracks.callId, of.callId), eq(tracks.key, of.track)))
  const each = sql`${reviews.assignmentId}::text || ' ' || ${reviews.total}::text`
  const named = executor
    .select({
      count: sql<number>`count(*)::int`,
      all: sql<string>`encode(sha256(convert_to(coalesce(string_agg(${each}, ',' order by ${reviews.assignmentId}), ''), 'UTF8')), 'hex')`,
    })
    .from(reviews)
    .innerJoin(assignments, eq(assignments.id, reviews.assignmentId))
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .where(and(counted(of), touched(of.person)))
  const [[track], [row]] = await Promise.all([quota, named])
  const places = track?.quota ?? 0
  return { places, count: row!.count, hash: `${row!.all} ${places}` }
}

const hiddenIds = sql`string_agg(${applications.id}::text, ',' order by ${applications.id})`

/**
 * A key for the applications hidden from this person; empty if there are none. It includes those without a review:
 * otherwise the person could see a calibration made with such an application while its reviews do not count.
 */
const keyOfHidden = (executor: Executor, { callId, person }: Of) =>
  executor
    .select({
      key: sql<string>`coalesce(translate(rtrim(
        encode(sha256(convert_to(${hiddenIds}, 'UTF8')), 'base64'), '='), '+/', '-_'), '')`,
    })
    .from(applications)
    .where(and(eq(applications.callId, callId), or(eq(applications.personId, person.id), not(withoutConflict(person)))))

export async function leftOut(executor: Executor, of: Of): Promise<string> {
  const [row] = await keyOfHidden(executor, of)
  return row!.key
}

export type Kept = { result: Calibration; hash: string; madeAt: Date }

export async function findCalibration(
  executor: Executor,
  { callId, track }: Of,
  leavesOut: string,
): Promise<Kept | null> {
  const [row] = await executor
    .select()
    .from(calibrations)
    .where(and(eq(calibrations.callId, callId), eq(calibrations.track, track), eq(calibrations.leavesOut, leavesOut)))
  return row ? { result: row.result as Calibration, hash: row.reviewsHash, madeAt: row.madeAt } : null
}

/** What a calibration says of an application; all null where it says nothing. */
export type Calibrated = {
  normalised: number | null
  /** The bounds of 90 % of the possible ranks of its score, and how often it is within the places. */
  low: number | null
  high: number | null
  within: number | null
}

/** For a query on applications to join: those of the person's calibration of a track, and what it says of them. */
export function calibrated(executor: Executor, of: Of) {
  const { callId, track } = of
  const part = (name: string) => sql<number | null>`(calibrated.uncertainty ->> ${sql.raw(`'${name}'`)})::float8`
  return {
    table: sql`(
      select a.* from ${calibrations},
        jsonb_to_recordset(${calibrations.result} -> 'applications') as a(id uuid, normalised float8, uncertainty jsonb)
      where ${calibrations.callId} = ${callId} and ${calibrations.track} = ${track}
        and ${calibrations.leavesOut} = ${keyOfHidden(executor, of)}) calibrated`,
    on: sql`calibrated.id = ${applications.id}`,
    columns: {
      normalised: sql<number | null>`calibrated.normalised`,
      low: part('low'),
      high: part('high'),
      within: part('within'),
    } satisfies Record<keyof Calibrated, SQL>,
  }
}

export async function saveCalibration(
  executor: Executor,
  { callId, track }: Of,
  leavesOut: string,
  { result, hash }: Omit<Kept, 'madeAt'>,
): Promise<void> {
  const set = { result, reviewsHash: hash, madeAt: new Date() }
  await executor
    .insert(calibrations)
    .values({ callId, track, leavesOut, ...set })
    .onConflictDoUpdate({ target: [calibrations.callId, calibrations.track, calibrations.leavesOut], set })
}

/** Whether the person still has reviews of this Call to write: until then they see no calibration. */
export async function hasReviewsToWrite(executor: Executor, person: Person, callId: string): Promise<boolean> {
  const rows = await executor
    .select({ id: assignments.id })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(
      and(
        eq(assignments.personId, person.id),
        eq(applications.callId, callId),
        inArray(applications.state, ['eligible', 'under-review']),
        isNull(assignments.endedAt),
        isNull(reviews.submittedAt),
      ),
    )
    .limit(1)
  return rows.length > 0
}

export type Named = { number: string; name: string; institution: string | null; state: string }

/** What tables show about these applications, as far as the person may read them. */
export async function namedApplications(
  executor: Executor,
  person: Person,
  ids: string[],
): Promise<Map<string, Named>> {
  const rows = await executor
    .select({
      id: applications.id,
      number: applications.number,
      name: sql<string>`coalesce(${applications.applicantName}, ${people.name})`,
      institution: applications.institution,
      state: applications.state,
    })
    .from(applications)
    .innerJoin(people, eq(people.id, applications.personId))
    .where(and(inArray(applications.id, ids), readableAsStaff(person)))
  return new Map(rows.map(({ id, number, ...row }) => [id, { ...row, number: number! }]))
}

export async function namesOf(executor: Executor, ids: string[]): Promise<Map<string, string>> {
  const rows = await executor.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
