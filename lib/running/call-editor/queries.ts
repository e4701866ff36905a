import { and, asc, count, countDistinct, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import {
  applications,
  assignments,
  callDrafts,
  calls,
  callVersions,
  conflicts,
  people,
  reviews,
  roles,
  tracks,
} from '@/db/schema'
import { callDefinitionSchema } from '@/lib/call/definition'
import type { Person } from '@/lib/people/actor'
import { canConfigure } from '@/lib/people/permissions'
import { PortalError } from '@/lib/shared/errors'
import { asItStands, broughtUpToDate } from './merge'
import type { Progress } from './rules'

const columns = {
  id: calls.id,
  slug: calls.slug,
  title: calls.title,
  version: calls.version,
  published: calls.published,
  opensAt: calls.opensAt,
  closesAt: calls.closesAt,
  graceMinutes: calls.graceMinutes,
  letterGraceDays: calls.letterGraceDays,
  editedAt: calls.editedAt,
  resultsReleasedAt: calls.resultsReleasedAt,
}

/** The Calls that the person edits, published or not, newest first. */
export async function callsToEdit(executor: Executor, person: Person) {
  const drafted = sql<boolean>`exists (select from ${callDrafts} d where d.call_id = ${sql`${calls}.id`})`
  const rows = await executor
    .select({ ...columns, drafted, timeZone: sql<string>`${calls.definition} ->> 'timeZone'` })
    .from(calls)
    .orderBy(desc(calls.opensAt), asc(calls.slug))
  return rows.filter(({ id }) => canConfigure(person, id))
}

export type EditableCall = Awaited<ReturnType<typeof loadEditable>>

/**
 * The present Call with its draft. `lock` makes another admin wait until the transaction ends.
 * @throws PortalError 'not-found' if there is none, or it is not theirs to edit.
 */
export async function loadEditable(executor: Executor, person: Person, slug: string, lock = false) {
  const nothing = new PortalError('not-found', 'There is no such Call, or you may not edit it.')
  if (slug.includes('\0')) throw nothing
  const query = executor
    .select({ ...columns, stored: calls.definition })
    .from(calls)
    .where(eq(calls.slug, slug))
  const [row] = lock ? await query.for('no key update') : await query
  if (!row || !canConfigure(person, row.id)) throw nothing
  const { stored, ...call } = row
  const [quotas, [draft]] = await Promise.all([
    executor.select({ key: tracks.key, quota: tracks.quota }).from(tracks).where(eq(tracks.callId, call.id)),
    executor
      .select({ ...draftColumns, by: people.name })
      .from(callDrafts)
      .innerJoin(people, eq(people.id, callDrafts.personId))
      .where(eq(callDrafts.callId, call.id)),
  ])
  // A definition stored by an older portal lacks newer fields, which have defaults.
  const definition = asItStands(callDefinitionSchema.parse(stored), { ...call, quotas })
  const parsed = (stored: unknown) => callDefinitionSchema.parse(stored)
  return {
    ...call,
    definition,
    draft,
    /** The basis of the next change. */
    working: draft ? broughtUpToDate(parsed(draft.definition), parsed(draft.base), definition) : definition,
    revision: draft?.revision ?? 0,
  }
}

const draftColumns = {
  basedOn: callDrafts.basedOn,
  revision: callDrafts.revision,
  base: callDrafts.base,
  definition: callDrafts.definition,
  at: callDrafts.at,
}

/** The versions of a Call, newest first, without their definitions. */
export function versionsOf(executor: Executor, callId: string) {
  return executor
    .select({ number: callVersions.number, note: callVersions.note, at: callVersions.at, by: people.name })
    .from(callVersions)
    .leftJoin(people, eq(people.id, callVersions.personId))
    .where(eq(callVersions.callId, callId))
    .orderBy(desc(callVersions.number))
}

/** The stage of a Call. */
export async function progressOfCall(
  executor: Executor,
  call: { id: string; published: boolean; opensAt: Date; resultsReleasedAt: Date | null },
): Promise<Progress> {
  const [numbers] = await executor
    .select({ n: count() })
    .from(applications)
    .where(and(eq(applications.callId, call.id), isNotNull(applications.number)))
  const [scores] = await executor
    .select({ n: count() })
    .from(reviews)
    .innerJoin(assignments, eq(assignments.id, reviews.assignmentId))
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .where(and(eq(applications.callId, call.id), isNotNull(reviews.submittedAt)))
  return {
    opened: call.published && call.opensAt <= new Date(),
    numbered: numbers!.n > 0,
    reviewed: scores!.n > 0,
    released: call.resultsReleasedAt !== null,
  }
}

/**
 * Whether the person has an application to the Call, or a conflict of interest with one: then they do not see a
 * change's effects on applications, and must leave changes with effects to another admin.
 */
export async function hasStake(executor: Executor, person: Person, callId: string): Promise<boolean> {
  const conflict = sql`exists (select from ${conflicts} c where c.application_id = ${sql`${applications}.id`} and c.person_id = ${person.id})`
  const [row] = await executor
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.callId, callId), or(eq(applications.personId, person.id), conflict)))
    .limit(1)
  return row !== undefined
}

/** How many of the Call's institutions have an officer. */
export async function officersIn(executor: Executor, callId: string): Promise<number> {
  const [row] = await executor
    .select({ n: countDistinct(roles.institution) })
    .from(roles)
    .where(and(eq(roles.callId, callId), eq(roles.role, 'officer'), isNull(roles.endedAt)))
  return row!.n
}
