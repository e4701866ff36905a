import { and, asc, desc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, calls, events, offerConditions, offers } from '@/db/schema'
import { conditionsOf } from '@/lib/awarding/decision/enrol'
import { issuedAt } from '@/lib/awarding/decision/letter'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'
import { dataOfEvent } from '@/lib/platform/ledger/queries'

/**
 * The last offer on the application, with its conditions and whether it was declined for a reason; null if there is none,
 * or it was taken back. The caller has loaded the application as an actor who may read it, and holds back what is not
 * released.
 */
export async function lastOffer(executor: Executor, applicationId: string) {
  const [row] = await executor
    .select({ offer: offers, issuedAt })
    .from(offers)
    .innerJoin(applications, eq(applications.id, offers.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(and(eq(offers.applicationId, applicationId), ne(offers.state, 'taken-back')))
    .orderBy(desc(offers.madeAt), desc(offers.id))
    .limit(1)
  if (!row) return null
  const conditions = await conditionsOf(executor, row.offer.id)
  return { ...row.offer, issuedAt: row.issuedAt, conditions }
}

export type Offer = NonNullable<Awaited<ReturnType<typeof lastOffer>>>

/**
 * Why an offer was declined, if the applicant said so, or revoked. The first is for staff who may read the application,
 * the second for its applicant too.
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

/** The person's own offers that wait for an answer and can still be given one: until when, by application. */
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

/** Of the staff's roles, those that confirm enrolment (`can(…, 'enrol')`). */
function enrolling(person: Person): Person {
  return { ...person, roles: person.roles.filter(({ role }) => role === 'officer' || role === 'admin') }
}

/** Conditions of the offer of the outer query that are not met. */
const open = sql<number>`(
  select count(*)::int from ${offerConditions} c where c.offer_id = ${offers}.id and c.met is not true)`

/** Those who accepted and are to come now, whom the person may enrol; the first who accepted first. */
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
