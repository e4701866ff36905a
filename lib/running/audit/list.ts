import { and, desc, eq, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, calls, conflicts, events, people } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { appointsIn } from '@/lib/people/permissions'
import { managedBy, readableAsStaff } from '@/lib/people/readable'
import { dataOfEvent } from '@/lib/platform/ledger/queries'
import { isUuid } from '@/lib/shared/uuid'
import type { Filter } from './filter'

/** An event as an admin reads it. */
export type Listed = {
  id: number
  at: Date
  type: string
  actorRole: string
  actor: string | null
  actorEmail: string | null
  applicationId: string | null
  number: string | null
  /** The person it was about, if any. */
  subject: string | null
  /** Null where it could reveal something about an application that is hidden from the admin. */
  data: Record<string, unknown> | null
}

export const A_PAGE = 50
/**
 * The events that an admin may see: of applications that they read as an admin, and those without an application: all
 * of them for an admin of all Calls, else those of their Calls. Of a draft they see what admins did for its applicant.
 */
function visibleTo(admin: Person): SQL {
  const of = appointsIn(admin)
  const ids = sql.param(of === 'all' ? [] : of)
  const others =
    of === 'all'
      ? sql`true`
      : sql`${events.data} ->> 'call' in (
          select unnest(array[c.id::text, c.slug]) from ${calls} c where c.id = any(${ids}::uuid[]))`
  const acted = and(sql`${events.data} ? 'acting'`, managedBy(admin))
  return or(
    and(isNotNull(events.applicationId), or(readable(admin), acted)),
    and(isNull(events.applicationId), others),
  )!
}

function readable(admin: Person): SQL {
  return readableAsStaff({ ...admin, roles: admin.roles.filter(({ role }) => role === 'admin') })
}

/** An event's data; for a draft, which admins do not read, without personal parts. */
function dataFor(admin: Person): SQL<Record<string, unknown>> {
  return sql`case when ${isNull(events.applicationId)} or ${readable(admin)} then ${dataOfEvent} else ${events.data} end`
}

/**
 * The counts of another person's export reveal how many applications match a search. An admin who keeps away from an
 * application does not see them.
 */
export async function keepsAway(executor: Executor, admin: Person): Promise<boolean> {
  const [row] = await executor.execute<{ away: boolean }>(sql`
    select exists (select from ${conflicts} where person_id = ${admin.id})
      or exists (select from ${applications} where person_id = ${admin.id} and submitted_at is not null) as away`)
  return row!.away
}

function narrowed(filter: Filter): SQL | undefined {
  const { person, type, number, role, from, to, before } = filter
  return and(
    person
      ? sql`${events.actorId} = (select p.id from ${people} p where lower(p.email) = lower(${person}))`
      : undefined,
    type ? eq(events.type, type) : undefined,
    number ? sql`${events.applicationId} = (select a.id from ${applications} a where a.number = ${number})` : undefined,
    role ? eq(events.actorRole, role) : undefined,
    from ? sql`${events.at} >= ${`${from}T00:00:00Z`}::timestamptz` : undefined,
    to ? sql`${events.at} < ${`${to}T00:00:00Z`}::timestamptz + interval '1 day'` : undefined,
    before ? lt(events.id, before) : undefined,
  )
}

/** Matching events that the admin may see, newest first. */
export async function listEvents(executor: Executor, admin: Person, filter: Filter, most: number): Promise<Listed[]> {
  const away = await keepsAway(executor, admin)
  const rows = await executor
    .select({
      id: events.id,
      at: events.at,
      type: events.type,
      actorRole: events.actorRole,
      actorId: events.actorId,
      actor: people.name,
      actorEmail: people.email,
      applicationId: events.applicationId,
      number: applications.number,
      data: dataFor(admin),
    })
    .from(events)
    .leftJoin(applications, eq(applications.id, events.applicationId))
    .leftJoin(people, eq(people.id, events.actorId))
    .where(and(sql`/* once */ true`, visibleTo(admin), narrowed(filter)))
    .orderBy(desc(events.id))
    .limit(most)
  const names = await subjectsOf(executor, rows)
  return rows.map(({ actorId, data, ...row }) => ({
    ...row,
    subject: names.get(String(data.person)) ?? null,
    data: away && row.applicationId === null && actorId !== admin.id ? null : data,
  }))
}

/** The names of people that events were about. */
async function subjectsOf(executor: Executor, rows: { data: Record<string, unknown> }[]) {
  const ids = [...new Set(rows.map(({ data }) => String(data.person)))].filter(isUuid)
  if (ids.length === 0) return new Map<string, string>()
  const found = await executor.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids))
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** A page of the record, and whether there are older events. */
export async function eventPage(executor: Executor, admin: Person, filter: Filter) {
  const rows = await listEvents(executor, admin, filter, A_PAGE + 1)
  return { rows: rows.slice(0, A_PAGE), more: rows.length > A_PAGE }
}
