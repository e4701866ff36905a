import { and, asc, eq, inArray, max, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignmentRunPairs, assignments, people, reviews } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'
import { assignable } from './assignable'

/** Figures about a Call's reviews. Each counts only applications that the person reads as staff. */

const howMany = (where: SQL) => sql<number>`(count(*) filter (where ${where}))::int`
const standing = sql`${assignments}.ended_at is null`

/** A review that its reviewer can see, still has to write, and has not submitted. */
export const isOpen = sql`(${standing} and ${assignments}.released_at is not null and ${reviews}.submitted_at is null
  and ${applications}.state = 'under-review')`

export type TrackFigures = {
  track: string
  applications: number
  short: number
  hidden: number
}

/** By track: applications to review, those with fewer than `wanted` reviewers, and those with unreleased reviewers. */
export function trackFigures(
  executor: Executor,
  person: Person,
  callId: string,
  wanted: number,
): Promise<TrackFigures[]> {
  // Counts once for all: a subquery per application would run 5,000 times.
  const counts = executor
    .select({
      applicationId: assignments.applicationId,
      all: sql<number>`count(*)`.as('all_of_it'),
      hidden: howMany(sql`${assignments.releasedAt} is null`).as('hidden_of_it'),
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .where(and(eq(applications.callId, callId), standing))
    .groupBy(assignments.applicationId)
    .as('counts')
  return executor
    .select({
      track: sql<string>`${applications}.track`,
      applications: sql<number>`count(*)::int`,
      short: howMany(sql`coalesce(${counts.all}, 0) < ${wanted}`),
      hidden: howMany(sql`${counts.hidden} > 0`),
    })
    .from(applications)
    .leftJoin(counts, eq(counts.applicationId, applications.id))
    .where(assignable(person, callId))
    .groupBy(sql`${applications}.track`)
    .orderBy(sql`${applications}.track`)
}

export type ReviewerFigures = {
  id: string
  name: string
  hidden: number
  released: number
  cleared: number
  begun: number
  submitted: number
  ended: number
  /** Not submitted, and still to write. */
  open: number
  /** When they last saved a review. */
  savedAt: Date | null
}

/** By reviewer: how many are hidden, released, without conflict, started, submitted, given back, and open. */
export function reviewerFigures(executor: Executor, person: Person, callId: string): Promise<ReviewerFigures[]> {
  return executor
    .select({
      id: people.id,
      name: people.name,
      hidden: howMany(sql`${standing} and ${assignments}.released_at is null`),
      released: howMany(sql`${standing} and ${assignments}.released_at is not null`),
      cleared: howMany(sql`${standing} and ${assignments}.cleared_at is not null`),
      begun: howMany(sql`${standing} and ${reviews}.assignment_id is not null and ${reviews}.submitted_at is null`),
      submitted: howMany(sql`${standing} and ${reviews}.submitted_at is not null`),
      ended: howMany(sql`${assignments}.end_reason in ('declined', 'conflict')`),
      open: howMany(isOpen),
      savedAt: max(reviews.savedAt),
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .innerJoin(people, eq(people.id, assignments.personId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(and(eq(applications.callId, callId), readableAsStaff(person)))
    .groupBy(people.id, people.name)
    .orderBy(asc(people.name), asc(people.id))
}

export type Proposed = { id: string; name: string; count: number; fit: number; tracks: Record<string, number> }

/** By reviewer: what a run would give them. `fit`: the mean cost, lower is better. */
export async function proposedFigures(executor: Executor, person: Person, runId: string): Promise<Proposed[]> {
  const rows = await executor
    .select({
      id: people.id,
      name: people.name,
      track: sql<string>`${applications}.track`,
      count: sql<number>`count(*)::int`,
      cost: sql<number>`sum(${assignmentRunPairs}.cost)::float`,
    })
    .from(assignmentRunPairs)
    .innerJoin(applications, eq(applications.id, assignmentRunPairs.applicationId))
    .innerJoin(people, eq(people.id, assignmentRunPairs.personId))
    .where(and(eq(assignmentRunPairs.runId, runId), readableAsStaff(person)))
    .groupBy(people.id, people.name, sql`${applications}.track`)
    .orderBy(asc(people.name), asc(people.id))
  const byPerson = new Map<string, Proposed & { cost: number }>()
  for (const { id, name, track, count, cost } of rows) {
    const known = byPerson.get(id) ?? { id, name, count: 0, fit: 0, cost: 0, tracks: {} }
    const sum = { count: known.count + count, cost: known.cost + cost }
    byPerson.set(id, { ...known, ...sum, fit: sum.cost / sum.count, tracks: { ...known.tracks, [track]: count } })
  }
  return [...byPerson.values()]
}

/** The numbers of those applications that the person reads. */
export async function numbersOf(executor: Executor, person: Person, call: Pick<Call, 'id'>, ids: string[]) {
  if (ids.length === 0) return new Map<string, string>()
  const rows = await executor
    .select({ id: applications.id, number: sql<string>`${applications}.number` })
    .from(applications)
    .where(and(eq(applications.callId, call.id), inArray(applications.id, ids), readableAsStaff(person)))
    .orderBy(asc(applications.number))
  return new Map(rows.map(({ id, number }) => [id, number]))
}
