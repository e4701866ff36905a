import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, calls, reviews, submissions } from '@/db/schema'
import type { Snapshot } from '@/lib/applying/application/frozen-submission'
import { outlineOf } from '@/lib/applying/application/reviewer-view'
import type { Person } from '@/lib/people/actor'
import { assignedToReviewer } from '@/lib/people/readable'
import { withDefinition } from '@/lib/platform/call-store/queries'
import { definitionOf } from '@/lib/platform/call-store/versions'
import { inQueueOrder, type Queued, stageOf } from './queue-order'

/**
 * The person's queue over all Calls: released, current assignments without a conflict of interest. Nothing personal is
 * in it for a blind Call, or before the person has declared. Without `titles` it skips reading titles from the
 * submissions, for callers that need only the order.
 */
export async function queueOf(executor: Executor, person: Person, { titles = true } = {}): Promise<Queued[]> {
  const rows = await executor
    .select({
      id: applications.id,
      number: applications.number,
      state: applications.state,
      track: applications.track,
      institution: applications.institution,
      programme: applications.programme,
      title: applications.title,
      applicant: applications.applicantName,
      clearedAt: assignments.clearedAt,
      origin: assignments.origin,
      releasedAt: assignments.releasedAt,
      version: reviews.version,
      submittedAt: reviews.submittedAt,
      call: {
        id: calls.id,
        slug: calls.slug,
        title: calls.title,
        version: calls.version,
        opensAt: calls.opensAt,
        closesAt: calls.closesAt,
        graceMinutes: calls.graceMinutes,
        letterGraceDays: calls.letterGraceDays,
        resultsReleasedAt: calls.resultsReleasedAt,
      },
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(
      and(
        eq(assignments.personId, person.id),
        isNotNull(assignments.releasedAt),
        isNull(assignments.endedAt),
        assignedToReviewer(person),
      ),
    )
    .orderBy(asc(applications.number))
  const called = await Promise.all(
    rows.map(async (row) => ({ ...row, call: await withDefinition(executor, row.call) })),
  )
  const isNamed = ({ clearedAt, call }: (typeof called)[number]) => clearedAt !== null && !call.definition.review.blind
  const snapshots = await snapshotsOf(executor, titles ? called.filter((row) => !isNamed(row)).map(({ id }) => id) : [])
  const definitions = await Promise.all(called.map(({ call, id }) => definitionOf(executor, call, snapshots.get(id))))
  const queued = called.map((row, at): Queued => {
    const { call, applicant, ...entry } = row
    const { definition } = call
    const named = isNamed(row)
    const snapshot = snapshots.get(entry.id)
    const nameOf = (list: { key: string; name: string }[], key: string | null) =>
      list.find((one) => one.key === key)?.name ?? null
    const due = definition.review.closesAt
    return {
      id: entry.id,
      number: entry.number!,
      call: { slug: call.slug, title: call.title, zone: definition.timeZone },
      track: nameOf(definition.tracks, entry.track),
      institution: nameOf(definition.institutions, entry.institution),
      programme: nameOf(definition.programmes, entry.programme),
      // A title may name its author.
      title: named ? entry.title : snapshot ? outlineOf(definitions[at]!, snapshot).title : null,
      applicant: named ? applicant : null,
      stage: stageOf(entry),
      further: entry.origin === 'disagreement',
      due: due ? new Date(due) : null,
    }
  })
  return inQueueOrder(queued)
}

/** The last submission of each. */
export async function snapshotsOf(executor: Executor, ids: string[]): Promise<Map<string, Snapshot>> {
  if (ids.length === 0) return new Map()
  const rows = await executor
    .selectDistinctOn([submissions.applicationId], { id: submissions.applicationId, snapshot: submissions.snapshot })
    .from(submissions)
    .where(inArray(submissions.applicationId, ids))
    .orderBy(submissions.applicationId, desc(submissions.attempt))
  return new Map(rows.map(({ id, snapshot }) => [id, snapshot as Snapshot]))
}

/**
 * How the person's assignment ended, and the application's number, which is all that they still learn; null if none
 * ended.
 */
export async function endedOf(executor: Executor, person: Person, applicationId: string) {
  const [row] = await executor
    .select({ number: applications.number, reason: assignments.endReason })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .where(
      and(
        eq(assignments.applicationId, applicationId),
        eq(assignments.personId, person.id),
        isNotNull(assignments.releasedAt),
        isNotNull(assignments.endedAt),
      ),
    )
  return row ?? null
}
