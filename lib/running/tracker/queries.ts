import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, conflicts, events, places, subQuotas } from '@/db/schema'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { idleTooLong } from '@/lib/people/idle-limit'
import { readableAsStaff } from '@/lib/people/readable'

/** Applications with equal values in everything that the tracker counts by. */
export type Alike = {
  track: string
  institution: string | null
  country: string | null
  state: State
  /** The state before it was withdrawn or revoked. */
  from: State | null
  /** Its place counts in a later Call. */
  deferred: boolean
  count: number
}

/** Counts the applications of the Call that the person reads as staff. */
export async function countAlike(executor: Executor, person: Person, callId: string): Promise<Alike[]> {
  const from = sql<State | null>`case when ${applications.state} in ('withdrawn', 'revoked') then (
    select e.data ->> 'from' from ${events} e where e.application_id = ${applications.id} and e.type in ('withdraw', 'revoke')
    order by e.id desc limit 1) end`
  const deferred = sql<boolean>`coalesce(${places.callId} <> ${applications.callId}, false)`
  const rows = await executor
    .select({
      track: applications.track,
      institution: applications.institution,
      country: applications.country,
      state: applications.state,
      from,
      deferred,
      count: sql<number>`count(*)::int`,
    })
    .from(applications)
    .leftJoin(places, eq(places.applicationId, applications.id))
    .where(and(eq(applications.callId, callId), readableAsStaff(person)))
    .groupBy(sql`1, 2, 3, 4, 5, 6`)
  return rows.map((row) => ({ ...row, track: row.track! }))
}

/**
 * Whether the person has to keep away from an application to the Call, or from one that holds a place of it: their own,
 * or one with a conflict of interest. The answer does not depend on its state.
 */
export async function keepsAway(executor: Executor, person: Person, callId: string): Promise<boolean> {
  return (await executor.$count(applications, keptAwayIn(person, callId))) > 0
}

function keptAwayIn(person: Person, callId: string): SQL {
  const ofCall: SQL = or(
    eq(applications.callId, callId),
    sql`exists (select from ${places} p where p.application_id = ${applications}.id and p.call_id = ${callId})`,
  )!
  const theirs: SQL = or(
    eq(applications.personId, person.id),
    sql`exists (select from ${conflicts} c where c.application_id = ${applications}.id and c.person_id = ${person.id})`,
  )!
  return and(ofCall, theirs)!
}

export type InstitutionLimit = { institution: string; track: string | null; most: number }

export type About = {
  /** As `keepsAway`. */
  keepsAway: boolean
  /** How many applications to the Call were started, including those that no staff read. */
  started: number
  /** The most places for an institution, where the Call's limits set one for it as a whole. */
  limits: InstitutionLimit[]
}

/** What the tracker needs to know of a Call beside the applications that the person reads: one statement. */
export async function aboutCall(executor: Executor, person: Person, callId: string): Promise<About> {
  const q = subQuotas
  const [row] = await executor
    .select({
      keptAway: executor.$count(applications, keptAwayIn(person, callId)),
      started: executor.$count(applications, eq(applications.callId, callId)),
      limits: sql<InstitutionLimit[]>`(
        select coalesce(jsonb_agg(jsonb_build_object(
          'institution', ${q.institution}, 'track', ${q.track}, 'most', ${q.most}) order by ${q.id}), '[]')
        from ${q} where ${q.callId} = ${callId} and ${q.institution} is not null and ${q.most} is not null
          and ${q.countries} is null and ${q.genders} is null)`,
    })
    .from(sql`(values (1)) as one`)
  const { keptAway, ...about } = row!
  return { keepsAway: keptAway > 0, ...about }
}

/**
 * Changes with each recorded event, and so with each change of a state, a quota and a limit. A transaction with a lower
 * number may commit later, so it combines the last number and the count up to it.
 */
export async function latestEvent(executor: Executor): Promise<string> {
  const [row] = await executor.execute<{ mark: string }>(sql`
    select m.id || ':' || (select count(*) from ${events} e where e.id > m.id - 1000) as mark
    from (select coalesce(max(id), 0) as id from ${events}) m`)
  return row!.mark
}

/**
 * For each of these sessions that is still valid: the facts that the person's view depends on. If they change, the
 * stream needs a new check.
 */
export async function standingOf(executor: Executor, sessionIds: string[]): Promise<Map<string, string>> {
  const rows = await executor.execute<{ id: string; mark: string }>(sql`
    select s.id, concat_ws(' ',
      (select string_agg(concat_ws(':', r.role, r.call_id, r.institution), ',' order by r.id)
        from roles r where r.person_id = s.person_id and r.ended_at is null),
      (select count(*) from conflicts c where c.person_id = s.person_id),
      (select count(*) from applications a where a.person_id = s.person_id),
      (select count(*) from authenticators a where a.person_id = s.person_id and a.confirmed_at is not null)) as mark
    from sessions s
    where s.id = any(${sql.param(sessionIds)}::uuid[]) and s.revoked_at is null and s.expires_at > now()
      and not ${idleTooLong(sql`s.person_id`, sql`s.seen_at`)}`)
  return new Map(rows.map(({ id, mark }) => [id, mark]))
}
