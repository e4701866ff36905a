import { and, asc, desc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, calls, events, offerConditions, offers } from '@/db/schema'
import { conditionsOf } from '@/lib/awarding/decision/enrol'
import { issuedAt } from '@/lib/awarding/decision/letter'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'
import { dataOfEvent } from '@/lib/platform/ledger/queries'

/**
 * The application's last offer, with its conditions and whether a reason for declining exists; null for none, or if it
 * was taken back. The caller has loaded the application as a person who may read it, and hides unreleased offers.
 */
export async function lastOffer(executor: Executor, applicationId: string) {
  const last = executor
    .select({ id: offers.id })
    .from(offers)
    .where(and(eq(offers.applicationId, applicationId), ne(offers.state, 'taken-back')))
    .orderBy(desc(offers.madeAt), desc(offers.id))
    .limit(1)
  const its = sql`(${last})`
  const [[row], conditions] = await Promise.all([
    executor
      .select({ offer: offers, issuedAt })
      .from(offers)
      .innerJoin(applications, eq(applications.id, offers.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(eq(offers.id, its)),
    conditionsOf(executor, its),
  ])
  return row ? { ...row.offer, issuedAt: row.issuedAt, conditions } : null
}

export type Offer = NonNullable<Awaited<ReturnType<typeof lastOffer>>>

/**
 * The applicant's reason for declining, if any, and the reason for revoking. The first is for staff who may read the
 * application, the second for its applicant too.
 */
export async function reasonOf(
  executor: Executor,
  applicationId: string,
  type: 'decline' | 'revoke',
): Promise<string | null> {
  const [row] = await executor
    .select({ reason: sql<string | null>`(${dataOfEvent}) ->> 'reason'` })
    .from(events)
    .where(and(eq(events.applicationId, applicationId), eq(events.type, type)))
    .orderBy(desc(events.id))
    .limit(1)
  return row?.reason ?? null
}

/** The person's own offers that they can still answer, with their deadlines, by application. */
export async function offersToAnswer(executor: Executor, person: Pick<Person, 'id'>): Promise<Map<string, Date>> {
  const rows = await executor
    .select({ id: applications.id, answerBy: offers.answerBy })
    .from(offers)
    .innerJoin(applications, eq(applications.id, offers.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(
      and(
        eq(applications.personId, person.id),
        eq(offers.state, 'made'),
        isNotNull(calls.resultsReleasedAt),
        sql`${offers.answerBy} >= now()`,
      ),
    )
  return new Map(rows.map(({ id, answerBy }) => [id, answerBy!]))
}

/** The staff roles that confirm enrolment (`can(…, 'enrol')`). */
function enrolling(person: Person): Person {
  return { ...person, roles: person.roles.filter(({ role }) => role === 'officer' || role === 'admin') }
}

/** Unmet conditions of the outer query's offer. */
const open = sql<number>`(
  select count(*)::int from ${offerConditions} c where c.offer_id = ${offers}.id and c.met is not true)`

/** The accepted students due now whom the person may enrol; the earliest acceptance first. */
export async function studentsToEnrol(executor: Executor, person: Person) {
  return executor
    .select({
      id: applications.id,
      number: applications.number,
      name: applications.applicantName,
      callId: applications.callId,
      track: applications.track,
      institution: applications.institution,
      acceptedAt: offers.answeredAt,
      open,
    })
    .from(applications)
    .innerJoin(offers, and(eq(offers.applicationId, applications.id), eq(offers.state, 'accepted')))
    .where(and(readableAsStaff(enrolling(person)), eq(applications.state, 'accepted'), isNull(offers.deferredTo)))
    .orderBy(asc(offers.answeredAt), asc(applications.id))
}

/** How many of them there are, by Call. */
export async function countToEnrol(executor: Executor, person: Person): Promise<Map<string, number>> {
  const rows = await executor
    .select({ callId: applications.callId, n: sql<number>`count(*)::int` })
    .from(applications)
    .innerJoin(offers, and(eq(offers.applicationId, applications.id), eq(offers.state, 'accepted')))
    .where(and(readableAsStaff(enrolling(person)), eq(applications.state, 'accepted'), isNull(offers.deferredTo)))
    .groupBy(applications.callId)
  return new Map(rows.map(({ callId, n }) => [callId, n]))
}
