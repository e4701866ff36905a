import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignmentRunPairs, assignments, people } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'
import { type Proposed, proposedFigures, reviewerFigures } from './overview'
import { reviewersOf } from './reviewers'
import { fitOf } from './spread'

/** What a run would change, limited to applications that the person reads as staff. */

export type ProposedLoad = Proposed & {
  limit: number
  /** What they have and keep, and the total with the new ones. */
  kept: number
  load: number
}

/** Every reviewer of the Call, including those who would get nothing. A run takes nothing from anybody. */
export async function proposedLoads(
  executor: Executor,
  person: Person,
  call: Pick<Call, 'id'>,
  runId: string,
): Promise<ProposedLoad[]> {
  const [reviewers, proposed, figures] = await Promise.all([
    reviewersOf(executor, call.id),
    proposedFigures(executor, person, runId),
    reviewerFigures(executor, person, call.id),
  ])
  const added = new Map(proposed.map((one) => [one.id, one]))
  const now = new Map(figures.map(({ id, hidden, released }) => [id, hidden + released]))
  return reviewers
    .map(({ personId: id, name, limit }) => {
      const one = added.get(id) ?? { id, name, count: 0, fit: 0, tracks: {} }
      const kept = now.get(id) ?? 0
      return { ...one, limit, kept, load: kept + one.count }
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1))
}

const ofRun = (person: Person, runId: string): SQL | undefined =>
  and(eq(assignmentRunPairs.runId, runId), readableAsStaff(person))

/** How many pairs fit how well, by their positions in FITS. */
export async function fitsOf(executor: Executor, person: Person, runId: string): Promise<Map<number, number>> {
  const rows = await executor
    .select({ cost: assignmentRunPairs.cost, count: sql<number>`count(*)::int` })
    .from(assignmentRunPairs)
    .innerJoin(applications, eq(applications.id, assignmentRunPairs.applicationId))
    .where(ofRun(person, runId))
    .groupBy(assignmentRunPairs.cost)
  const fits = new Map<number, number>()
  for (const { cost, count } of rows) fits.set(fitOf(cost), (fits.get(fitOf(cost)) ?? 0) + count)
  return fits
}

export type Change = { id: string; number: string; kept: string[]; added: string[] }

/** One page of the applications that would get a reviewer: the present ones and the new ones. */
export async function changesOf(
  executor: Executor,
  person: Person,
  runId: string,
  { page, size }: { page: number; size: number },
): Promise<{ changes: Change[]; total: number }> {
  const [all] = await executor
    .select({ total: sql<number>`count(distinct ${applications.id})::int` })
    .from(assignmentRunPairs)
    .innerJoin(applications, eq(applications.id, assignmentRunPairs.applicationId))
    .where(ofRun(person, runId))
  const changes = await executor
    .select({
      id: applications.id,
      number: sql<string>`${applications.number}`,
      added: sql<string[]>`json_agg(${people.name} order by ${people.name})`,
      kept: sql<string[]>`(
        select coalesce(json_agg(p.name order by p.name), '[]'::json) from ${assignments} s
        join ${people} p on p.id = s.person_id
        where s.application_id = ${applications.id} and s.ended_at is null)`,
    })
    .from(assignmentRunPairs)
    .innerJoin(applications, eq(applications.id, assignmentRunPairs.applicationId))
    .innerJoin(people, eq(people.id, assignmentRunPairs.personId))
    .where(ofRun(person, runId))
    .groupBy(applications.id)
    .orderBy(asc(applications.number))
    .limit(size)
    .offset((page - 1) * size)
  return { changes, total: all!.total }
}
