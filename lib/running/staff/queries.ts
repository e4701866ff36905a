import { and, count, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import {
  applications,
  assignments,
  authenticators,
  calls,
  events,
  people,
  reviewers,
  reviews,
  roles,
} from '@/db/schema'
import { addressPart } from '@/lib/form/email-address'
import { withoutUnseen } from '@/lib/form/fold'
import type { Person } from '@/lib/people/actor'
import { appointsIn } from '@/lib/people/permissions'
import { readableAsStaff } from '@/lib/people/readable'
import type { PeopleFilter } from './filter'
import type { RoleName } from './rules'

export const PAGE_SIZE = 25

export type MemberRole = {
  id: string
  role: RoleName
  callId: string | null
  institution: string | null
  since: string
  endedAt: string | null
}
export type MemberProfile = Omit<typeof reviewers.$inferSelect, 'personId' | 'answeredAt'>
/** A person with a role, limited to what the admin may see. */
export type Member = {
  id: string
  name: string
  email: string
  verified: boolean
  twoFactor: boolean
  roles: MemberRole[]
  profiles: MemberProfile[]
}

/** Rows whose Call the admin manages; for a table with a call_id, by its name in the query. */
function managed(admin: Person, column: SQL): SQL {
  const mine = appointsIn(admin)
  if (mine === 'all') return sql`true`
  return mine.length === 0 ? sql`false` : sql`${column} in ${mine}`
}

const memberColumns = (admin: Person) => ({
  id: people.id,
  name: people.name,
  email: people.email,
  verified: sql<boolean>`${people}.email_verified_at is not null`,
  twoFactor: sql<boolean>`exists (
    select from ${authenticators} a where a.person_id = ${people}.id and a.confirmed_at is not null)`,
  roles: sql<MemberRole[]>`(
    select coalesce(json_agg(json_build_object('id', r.id, 'role', r.role, 'callId', r.call_id,
      'institution', r.institution, 'since', r.created_at, 'endedAt', r.ended_at)
      order by r.ended_at is not null, r.created_at, r.id), '[]')
    from ${roles} r where r.person_id = ${people}.id and ${managed(admin, sql`r.call_id`)})`,
  profiles: sql<MemberProfile[]>`(
    select coalesce(json_agg(json_build_object('callId', v.call_id, 'affiliation', v.affiliation,
      'institution', v.institution, 'country', v.country, 'tracks', v.tracks, 'programmes', v.programmes,
      'languages', v.languages, 'most', v.most, 'accepts', v.accepts) order by v.call_id), '[]')
    from ${reviewers} v where v.person_id = ${people}.id and ${managed(admin, sql`v.call_id`)})`,
})

/** People with a role that the admin manages and that matches the filter. */
function among(admin: Person, filter: PeopleFilter): SQL {
  const verified = sql`${people}.email_verified_at is not null`
  const conditions = and(
    sql`r.person_id = ${people}.id`,
    managed(admin, sql`r.call_id`),
    filter.role ? sql`r.role = ${filter.role}` : undefined,
    filter.institution ? sql`r.institution = ${filter.institution}` : undefined,
    filter.call === 'all' ? sql`r.call_id is null` : undefined,
    filter.call && filter.call !== 'all'
      ? sql`r.call_id = (select c.id from ${calls} c where c.slug = ${filter.call})`
      : undefined,
    filter.state === 'ended' ? sql`r.ended_at is not null` : undefined,
    filter.state === 'active' ? sql`r.ended_at is null and ${verified}` : undefined,
    filter.state === 'invited' ? sql`r.ended_at is null and not ${verified}` : undefined,
  )
  const part = withoutUnseen(filter.text).toLowerCase()
  const address = addressPart(filter.text).toLowerCase()
  return and(
    sql`exists (select from ${roles} r where ${conditions})`,
    part
      ? sql`(position(${part} in lower(${people}.name)) > 0 or position(${address} in lower(${people}.email)) > 0
          or position(${part} in lower(coalesce(${people}.latin_name, ''))) > 0)`
      : undefined,
  )!
}

/** A page of the people whose roles the admin manages, by name, and their total. */
export async function listMembers(
  executor: Executor,
  admin: Person,
  filter: PeopleFilter,
): Promise<{ members: Member[]; total: number }> {
  const where = among(admin, filter)
  const [members, [all]] = await Promise.all([
    executor
      .select(memberColumns(admin))
      .from(people)
      .where(where)
      .orderBy(sql`lower(${people}.name), ${people}.id`)
      .limit(PAGE_SIZE)
      .offset((filter.page - 1) * PAGE_SIZE),
    executor.select({ n: count() }).from(people).where(where),
  ])
  return { members, total: all!.n }
}

/** One of them; null for a person without a role that the admin manages. */
export async function findMember(executor: Executor, admin: Person, id: string): Promise<Member | null> {
  const [row] = await executor.select(memberColumns(admin)).from(people).where(eq(people.id, id))
  return row && row.roles.length > 0 ? row : null
}

export type Load = { personId: string; callId: string; open: number; begun: number; done: number }

/** How many reviews people have to write in each Call, and have written, among applications that the admin may read. */
export function loadsOf(executor: Executor, admin: Person, personIds: string[]): Promise<Load[]> {
  if (personIds.length === 0) return Promise.resolve([])
  const submitted = sql`${reviews.submittedAt} is not null`
  const begun = sql`${reviews.version} > 0`
  return executor
    .select({
      personId: assignments.personId,
      callId: applications.callId,
      open: sql<number>`(count(*) filter (where not coalesce(${submitted}, false)))::int`,
      begun: sql<number>`(count(*) filter (where ${begun} and not ${submitted}))::int`,
      done: sql<number>`(count(*) filter (where ${submitted}))::int`,
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(and(inArray(assignments.personId, personIds), isNull(assignments.endedAt), readableAsStaff(admin)))
    .groupBy(assignments.personId, applications.callId)
}

export type Happened = { id: number; at: Date; type: string; by: string | null; data: Record<string, unknown> }

/** The history of the person's roles and sign-in, newest first, limited to what the admin manages. */
export function historyOf(executor: Executor, admin: Person, personId: string, most = 50): Promise<Happened[]> {
  const mine = appointsIn(admin)
  const call = sql`${events.data} ->> 'call'`
  return executor
    .select({
      id: events.id,
      at: events.at,
      type: events.type,
      by: sql<string | null>`(select p.name from ${people} p where p.id = ${events}.actor_id)`,
      data: events.data,
    })
    .from(events)
    .where(
      and(
        isNull(events.applicationId),
        sql`(${events.type} like 'role-%' or ${events.type} like 'second-factor-%' or ${events.type} in
          ('people-imported', 'invitation-accepted', 'invitation-resent', 'reviewer-changed'))`,
        sql`(${events.data} ->> 'person' = ${personId} or ${events.data} -> 'people' @> ${JSON.stringify([personId])}::jsonb)`,
        mine === 'all' ? undefined : sql`(${call} in ${mine} or not ${events.data} ? 'call')`,
      ),
    )
    .orderBy(sql`${events.id} desc`)
    .limit(most)
}
