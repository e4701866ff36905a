import { and, eq, inArray, isNotNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { applications, assignments, conflicts } from '@/db/schema'
import { REVIEWABLE } from '@/lib/lifecycle/application'
import type { Person } from './actor'
import { appointsIn } from './permissions'

/** The rules of `permissions.ts` on reading applications, in SQL for lists; a test compares both. */

/** Those that the person reads as staff (`isStaffOf`). */
export function readableAsStaff(person: Person): SQL {
  return and(touched(person), ofStaffRoles(person))!
}

/** Those of the Calls and institutions for which the person is staff, and so at least those that they read as staff. */
export function ofStaffRoles(person: Person): SQL {
  const roles = person.roles.flatMap((role) => {
    if (role.role === 'officer')
      return [and(eq(applications.callId, role.callId), eq(applications.institution, role.institution))]
    if (role.role === 'reviewer') return []
    return [role.callId === null ? sql`true` : eq(applications.callId, role.callId)]
  })
  return or(sql`false`, ...roles)!
}

/** Those that the person reviews and has declared no conflict with (`can(person, 'review', ...)`). */
export function readableAsReviewer(person: Person): SQL {
  return assigned(person, sql`and a.cleared_at is not null`)
}

/** The same, plus those without any declaration yet (`can(person, 'declare-conflict', ...)`): show nothing personal. */
export function assignedToReviewer(person: Person): SQL {
  return assigned(person, sql``)
}

function assigned(person: Person, further: SQL): SQL {
  const roles = person.roles.flatMap(({ role, callId }) =>
    role === 'reviewer' ? [callId === null ? sql`true` : eq(applications.callId, callId)] : [],
  )
  if (roles.length === 0) return sql`false`
  const theirs = sql`exists (
    select from ${assignments} a where a.application_id = ${applications.id} and a.person_id = ${person.id}
      and a.released_at is not null and a.ended_at is null ${further})`
  return and(touched(person), inArray(applications.state, [...REVIEWABLE]), or(...roles), theirs)!
}

/** Submitted, by somebody else, and without a declared conflict of interest. */
export function touched(person: Pick<Person, 'id'>): SQL {
  return and(
    ne(applications.state, 'draft'),
    isNotNull(applications.submittedAt),
    ne(applications.personId, person.id),
    withoutConflict(person),
  )!
}

/**
 * Of the Calls that the person administers, including drafts, except their own and those with a conflict of interest:
 * for admins' help to applicants, never for reading the content.
 */
export function managedBy(person: Person): SQL {
  const calls = appointsIn(person)
  const ofCalls = calls === 'all' ? sql`true` : inArray(applications.callId, calls)
  return and(ofCalls, ne(applications.personId, person.id), withoutConflict(person))!
}

/**
 * Those without a conflict of interest declared by the person. For queries that join applications to another table.
 * PostgreSQL reads the person's few conflicts once, and does not look for each application among all of them.
 */
export function withoutConflict(person: Pick<Person, 'id'>): SQL {
  return sql`${applications.id} not in (select c.application_id from ${conflicts} c where c.person_id = ${person.id})`
}
