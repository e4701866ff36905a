import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { applications, assignments, reviews } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { RESULTS, type State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { ofStaffRoles, readableAsReviewer, readableAsStaff } from '@/lib/people/readable'

/** The rows about which the person knows something: all, none, or those that match a condition. */
export type Known = boolean | SQL

/** What a person may know about the applications to a Call, as conditions on each row. All answers of a list use it. */
export type Visibility = {
  person: Person
  call: Call
  /** The rows that exist for them. */
  base: SQL
  /** All of the rows that they read as staff and perhaps more: indexes alone count these. */
  around: SQL
  /** The rows that they read as staff, entirely. */
  staff: Known
  /** The rows whose applicant's name they may know: not those that they read as a reviewer of a blind Call. */
  named: Known
  /** The rows whose scores and reviews they may know: as staff, or because their own review is in. */
  reviewed: Known
  /** Whether they review at all. */
  reviewer: boolean
}

/** The conditions of `permissions.ts` ('read', 'review', 'read-reviews') for the lists of one Call. */
export function visibilityOf(person: Person, call: Call): Visibility {
  const mine = person.roles.filter(({ callId }) => callId === null || callId === call.id)
  const reviewer = mine.some(({ role }) => role === 'reviewer')
  const staff = mine.some(({ role }) => role !== 'reviewer')
  const ofCall = eq(applications.callId, call.id)
  const around = and(ofCall, ofStaffRoles(person))!
  const { blind } = call.definition.review
  if (!reviewer) {
    const base = and(ofCall, staff ? readableAsStaff(person) : sql`false`)!
    return { person, call, base, around, staff: true, named: true, reviewed: true, reviewer }
  }
  const asReviewer = readableAsReviewer(person)
  const own = ownReviewIs(person, sql`r.submitted_at is not null`)
  if (!staff)
    return {
      person,
      call,
      base: and(ofCall, asReviewer)!,
      around,
      staff: false,
      named: !blind,
      reviewed: own,
      reviewer,
    }
  const asStaff = readableAsStaff(person)
  return {
    person,
    call,
    reviewer,
    around,
    staff: asStaff,
    base: and(ofCall, or(asStaff, asReviewer))!,
    named: blind ? asStaff : true,
    reviewed: or(and(asStaff, sql`not ${owedBy(person)}`), own)!,
  }
}

/** Whether they review it and their review matches `so`: `r` is the review, `a` the assignment. */
export function ownReviewIs(person: Person, so: SQL = sql`true`): SQL {
  return sql`exists (
    select from ${assignments} a left join ${reviews} r on r.assignment_id = a.id
    where a.application_id = ${applications}.id and a.person_id = ${person.id} and a.released_at is not null
      and a.cleared_at is not null and a.ended_at is null and ${so})`
}

/** Whether they have a review of it to write, see `permissions.ts`. */
function owedBy(person: Person): SQL {
  return sql`(${applications}.state = 'under-review' and exists (
    select from ${assignments} a left join ${reviews} r on r.assignment_id = a.id
    where a.application_id = ${applications}.id and a.person_id = ${person.id} and a.released_at is not null
      and a.ended_at is null and r.submitted_at is null))`
}

/** The condition, limited to rows where the person may know the answer. */
export function where(known: Known, condition: SQL): SQL {
  if (typeof known === 'boolean') return known ? condition : sql`false`
  return and(known, condition)!
}

/** The value where the person may know it, else null. */
export function shown(known: Known, value: SQL): SQL {
  if (typeof known === 'boolean') return known ? value : sql`null::text`
  return sql`case when ${known} then ${value} end`
}

/** The state as they may know it: before the release only staff know a result, and others still see a nomination. */
export function stateSeen({ staff, call }: Visibility): SQL<State> {
  const state = sql<State>`${applications.state}`
  if (staff === true || call.resultsReleasedAt) return state
  const result = inArray(applications.state, [...RESULTS])
  const hidden = staff === false ? result : sql`${result} and not ${staff}`
  return sql<State>`case when ${hidden} then 'nominated'::application_state else ${state} end`
}
