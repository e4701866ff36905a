import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, calls, reviews } from '@/db/schema'
import { withDefinition } from '@/lib/call/queries'
import type { Person } from '@/lib/people/actor'
import { assignedToReviewer } from '@/lib/people/readable'
import { inQueueOrder, type Queued, stageOf } from './queue-order'
import { redactor } from './redact'

/**
 * All that the person reviews, over Calls, in the order of the queue: what was released to them, stands, and is no conflict of
 * theirs. Of one that they have declared nothing about, and of a blind Call, nothing personal is in it.
 */
export async function queueOf(executor: Executor, person: Person): Promise<Queued[]> {
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
  const queued = await Promise.all(
    rows.map(async ({ call: row, applicant, ...entry }): Promise<Queued> => {
      const call = await withDefinition(executor, row)
      const { definition } = call
      const named = entry.clearedAt !== null && !definition.review.blind
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
        title: named ? entry.title : entry.title && redactor([], applicant ? [applicant] : [])(entry.title),
        applicant: named ? applicant : null,
        stage: stageOf(entry),
        further: entry.origin === 'disagreement',
        due: due ? new Date(due) : null,
      }
    }),
  )
  return inQueueOrder(queued)
}

/** How an assignment of the person ended, and its number, which is all that they still learn; null if none did. */
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
