import { and, desc, eq, inArray, isNull, or, type SQLWrapper, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { actings, applications, calls, conflicts, people, roles, sessions } from '@/db/schema'
import { EDITABLE } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { managedBy } from '@/lib/people/readable'
import { NO_CHANGES } from './rules'

export type ActingRow = typeof actings.$inferSelect
export type Acting = ActingRow & { by: string; stands: boolean }

/**
 * Whether it still counts, in a query that joins its application: by the clock, the admin's session and role, no
 * conflict of interest, and an application that can still be changed. The same rule as in `can` and `tieOf`, for people
 * who view it.
 */
export const stands = sql<boolean>`(${actings.endedAt} is null and now() < ${actings.endsAt}
  and ${inArray(applications.state, [...EDITABLE])}
  and exists (select from ${sessions} s where s.id = ${actings.sessionId} and s.revoked_at is null and s.expires_at > now())
  and exists (select from ${roles} r where r.person_id = ${actings.personId} and r.role = 'admin' and r.ended_at is null
    and (r.call_id is null or r.call_id = ${applications.callId}))
  and not exists (select from ${conflicts} c where c.application_id = ${applications.id} and c.person_id = ${actings.personId}))`

function selectActings(executor: Executor) {
  return executor
    .select({ acting: actings, by: people.name, stands, applicationId: applications.id })
    .from(actings)
    .innerJoin(applications, eq(applications.id, actings.applicationId))
    .innerJoin(people, eq(people.id, actings.personId))
}

/** All of an application, newest first. The caller has loaded it as an actor who may read it. */
export async function actingsOf(executor: Executor, applicationId: string): Promise<Acting[]> {
  const rows = await selectActings(executor)
    .where(eq(actings.applicationId, applicationId))
    .orderBy(desc(actings.beganAt), desc(actings.id))
  return rows.map(({ acting, by, stands }) => ({ ...acting, by, stands }))
}

/** The open one, whether or not it still counts; null if there is none. */
export async function openActing(executor: Executor, applicationId: string): Promise<Acting | null> {
  const [row] = await selectActings(executor).where(
    and(eq(actings.applicationId, applicationId), isNull(actings.endedAt)),
  )
  return row ? { ...row.acting, by: row.by, stands: row.stands } : null
}

/** Whether the outer query's application has an open one. */
export const openActingOf = (itsId: SQLWrapper) => sql<boolean>`exists (
  select from ${actings} h where h.application_id = ${itsId} and h.ended_at is null)`

/** Applications with an open one that no longer counts. */
export async function withLapsed(executor: Executor): Promise<string[]> {
  const rows = await selectActings(executor).where(and(isNull(actings.endedAt), sql`not ${stands}`))
  return rows.map(({ applicationId }) => applicationId)
}

export type ListedActing = Acting & {
  number: string | null
  applicant: string
  callTitle: string
  zone: string
  changes: number
}

/** Who acts and acted for whom, within the admin's Calls: open ones first, then the newest. */
export async function listActings(executor: Executor, admin: Person, most: number): Promise<ListedActing[]> {
  const rows = await executor
    .select({
      acting: actings,
      stands,
      by: people.name,
      number: applications.number,
      applicant: sql<string>`(select p.name from ${people} p where p.id = ${applications.personId})`,
      callTitle: calls.title,
      zone: sql<string>`${calls.definition} ->> 'timeZone'`,
      changes: sql<number>`(select count(*)::int from events e where e.application_id = ${applications.id}
        and e.data ->> 'acting' = ${actings.id}::text and e.type not in ${NO_CHANGES})`,
    })
    .from(actings)
    .innerJoin(applications, eq(applications.id, actings.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .innerJoin(people, eq(people.id, actings.personId))
    .where(managedBy(admin))
    .orderBy(desc(stands), desc(actings.beganAt), desc(actings.id))
    .limit(most)
  return rows.map(({ acting, ...row }) => ({ ...acting, ...row }))
}

/**
 * The editable application with this number, or of the applicant with this whole address; the newest of several. Null
 * both if there is none and if the admin may not act for it.
 */
export async function findToActFor(executor: Executor, admin: Person, who: string): Promise<string | null> {
  const [row] = await executor
    .select({ id: applications.id })
    .from(applications)
    .innerJoin(people, eq(people.id, applications.personId))
    .where(
      and(
        managedBy(admin),
        inArray(applications.state, [...EDITABLE]),
        or(eq(applications.number, who.toUpperCase()), sql`lower(${people.email}) = lower(${who})`),
      ),
    )
    .orderBy(desc(applications.createdAt), desc(applications.id))
    .limit(1)
  return row?.id ?? null
}
