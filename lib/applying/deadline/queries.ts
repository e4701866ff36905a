import { and, asc, count, desc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Executor } from '@/db/client'
import { applications, calls, events, institutions, notifications, people } from '@/db/schema'
import { closing, itsInstitution } from '@/lib/applying/application/closing'
import type { Person } from '@/lib/people/actor'
import { withoutConflict } from '@/lib/people/readable'
import { dataOfEvent } from '@/lib/platform/ledger/queries'
import type { Scope } from './schema'

/** The target of a new deadline: its name if any, its present closing, the applicant of a single application. */
export type Target = { name: string | null; closesAt: Date; personId: string | null }

const later = sql<Date>`greatest(${calls.closesAt}, ${institutions.closesAt})`.mapWith(calls.closesAt)
const nobody = sql<null>`null`

/**
 * The target, or null if the Call has none such, or none that the admin may know of. `lock` holds its row, so that of
 * two admins one waits for the other.
 */
export async function findTarget(
  executor: Executor,
  admin: Person,
  callId: string,
  target: Scope,
  lock = false,
): Promise<Target | null> {
  const query = targetQuery(executor, admin, callId, target)
  const of = { all: calls, institution: institutions, application: applications }[target.scope]
  const [row] = lock ? await query.for('no key update', { of }) : await query
  return row ?? null
}

function targetQuery(executor: Executor, admin: Person, callId: string, target: Scope) {
  switch (target.scope) {
    case 'all':
      return executor
        .select({ name: nobody, closesAt: calls.closesAt, personId: nobody })
        .from(calls)
        .where(eq(calls.id, callId))
        .$dynamic()
    case 'institution':
      return executor
        .select({ name: institutions.name, closesAt: later, personId: nobody })
        .from(institutions)
        .innerJoin(calls, eq(calls.id, institutions.callId))
        .where(and(eq(institutions.callId, callId), eq(institutions.key, target.institution)))
        .$dynamic()
    case 'application':
      return executor
        .select({ name: applicationName, closesAt: closing, personId: applications.personId })
        .from(applications)
        .innerJoin(calls, eq(calls.id, applications.callId))
        .innerJoin(people, eq(people.id, applications.personId))
        .leftJoin(institutions, itsInstitution)
        .where(and(eq(applications.callId, callId), eq(applications.id, target.application), withoutConflict(admin)))
        .$dynamic()
  }
}

const applicationName = sql<string>`coalesce(${applications.number} || ', ', '') || ${people.name} || ', ' || ${people.email}`

export async function setClosing(tx: Executor, callId: string, target: Scope, closesAt: Date): Promise<void> {
  if (target.scope === 'all') await tx.update(calls).set({ closesAt }).where(eq(calls.id, callId))
  else if (target.scope === 'institution') {
    const where = and(eq(institutions.callId, callId), eq(institutions.key, target.institution))
    await tx.update(institutions).set({ closesAt }).where(where)
  } else await tx.update(applications).set({ closesAt }).where(eq(applications.id, target.application))
}

/**
 * The application to the Call with this number, or of the applicant with this address; and whether there is such a
 * person.
 */
export async function findByNumberOrAddress(
  executor: Executor,
  admin: Person,
  callId: string,
  who: string,
): Promise<{ application: string | null; account: boolean }> {
  const rows = await executor
    .select({ application: applications.id })
    .from(people)
    .leftJoin(
      applications,
      and(eq(applications.personId, people.id), eq(applications.callId, callId), withoutConflict(admin)),
    )
    .where(or(eq(applications.number, who.toUpperCase()), sql`lower(${people.email}) = lower(${who})`))
  return { application: rows.find((row) => row.application)?.application ?? null, account: rows.length > 0 }
}

function draftsIn(callId: string, target: Scope): SQL | undefined {
  return and(
    eq(applications.callId, callId),
    eq(applications.state, 'draft'),
    target.scope === 'institution' ? eq(applications.institution, target.institution) : undefined,
    target.scope === 'application' ? eq(applications.id, target.application) : undefined,
  )
}

/** How many drafts would close later than now. */
export async function countExtended(executor: Executor, callId: string, target: Scope, at: Date): Promise<number> {
  const [row] = await executor
    .select({ n: count() })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .leftJoin(institutions, itsInstitution)
    .where(and(draftsIn(callId, target), sql`${closing} < ${at.toISOString()}::timestamptz`))
  return row!.n
}

export type Draft = { id: string; person: { id: string; email: string; name: string }; closesAt: Date }

const toldBefore = (key: SQL) =>
  sql`exists (select from ${notifications} where ${notifications.personId} = ${applications.personId} and ${notifications.key} = ${key})`

function drafts(executor: Executor, where: SQL | undefined, most: number): Promise<Draft[]> {
  return (
    executor
      .select({
        id: applications.id,
        person: { id: people.id, email: people.email, name: people.name },
        closesAt: closing,
      })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
      .innerJoin(people, eq(people.id, applications.personId))
      .leftJoin(institutions, itsInstitution)
      .where(where)
      .orderBy(asc(applications.id))
      .limit(most)
      // Checked in its present state; skips one that is being submitted.
      .for('share', { of: applications, skipLocked: true })
  )
}

/**
 * Keys of messages that go out once, as the queries below build them too: a deadline that moves again is announced
 * again.
 */
export const extensionKey = (id: string, closesAt: Date) => `deadline-extended:${id}:${closesAt.toISOString()}`
export const reminderKey = (id: string, closesAt: Date, days: number) =>
  `draft-reminder:${id}:${closesAt.toISOString()}:${days}`

/** Drafts with the new deadline whose applicants have not heard of it. Their rows stay share-locked. */
export function draftsToTell(tx: Executor, callId: string, target: Scope, at: Date, most: number): Promise<Draft[]> {
  const key = sql`'deadline-extended:' || ${applications.id}::text || ${`:${at.toISOString()}`}`
  const closes = sql`${closing} = ${at.toISOString()}::timestamptz`
  return drafts(tx, and(draftsIn(callId, target), closes, sql`not ${toldBefore(key)}`), most)
}

/** Drafts in a window of the Call's reminders without a reminder in it. Their rows stay share-locked. */
export function draftsToRemind(
  tx: Executor,
  callId: string,
  { days, over }: { days: number; over: number },
  now: Date,
  most: number,
): Promise<Draft[]> {
  const inDays = (n: number) => sql`${now.toISOString()}::timestamptz + ${n} * interval '1 day'`
  const iso = sql`to_char(${closing} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  const key = sql`'draft-reminder:' || ${applications.id}::text || ':' || ${iso} || ${`:${days}`}`
  const due = sql`${closing} > ${inDays(over)} and ${closing} <= ${inDays(days)}`
  return drafts(tx, and(draftsIn(callId, { scope: 'all' }), due, sql`not ${toldBefore(key)}`), most)
}

/** Institutions and applications that close later than the Call, with their names. */
export async function laterClosings(executor: Executor, admin: Person, callId: string, most: number) {
  const ofInstitutions = await executor
    .select({ name: institutions.name, closesAt: later })
    .from(institutions)
    .innerJoin(calls, eq(calls.id, institutions.callId))
    .where(and(eq(institutions.callId, callId), gt(institutions.closesAt, calls.closesAt)))
    .orderBy(asc(institutions.name))
  const ofApplications = await executor
    .select({ name: applicationName, closesAt: closing })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .innerJoin(people, eq(people.id, applications.personId))
    .leftJoin(institutions, itsInstitution)
    .where(and(eq(applications.callId, callId), sql`${applications.closesAt} > ${later}`, withoutConflict(admin)))
    .orderBy(desc(applications.closesAt), asc(applications.id))
    .limit(most)
  return { institutions: ofInstitutions, applications: ofApplications }
}

export type Extension = {
  id: number
  at: Date
  by: string | null
  /** The application's name, if it was for one. */
  name: string | null
  data: Record<string, unknown>
}

/** Extensions of the Call's deadlines that the admin may know of, newest first. */
export function extensionsOf(executor: Executor, admin: Person, callId: string, most: number): Promise<Extension[]> {
  const by = sql<string | null>`(select p.name from ${people} p where p.id = ${events.actorId})`
  const shown = { id: events.id, at: events.at, by, data: dataOfEvent }
  const extended = eq(events.type, 'deadline-extended')
  // Uses an index for each part, because there are many events.
  const forMany = executor
    .select({ ...shown, name: sql<string | null>`null::text` })
    .from(events)
    .where(and(isNull(events.applicationId), extended, sql`${events.data} ->> 'call' = ${callId}`))
  const forOne = executor
    .select({ ...shown, name: sql<string | null>`${applicationName}` })
    .from(events)
    .innerJoin(applications, eq(applications.id, events.applicationId))
    .innerJoin(people, eq(people.id, applications.personId))
    .where(
      and(eq(applications.callId, callId), sql`${applications.closesAt} is not null`, extended, withoutConflict(admin)),
    )
  return unionAll(forMany, forOne).orderBy(sql`id desc`).limit(most)
}
