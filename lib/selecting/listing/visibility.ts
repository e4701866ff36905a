import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { applications, assignments, reviews } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { RESULTS, type State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { readableAsReviewer, readableAsStaff } from '@/lib/people/readable'

/** Of which of the rows something is known: of all, of none, or of those that fulfil a condition. */
export type Known = boolean | SQL

/** What somebody may know of the applications to a Call, as conditions on each row; for all that a list answers. */
export type Visibility = {
  person: Person
  call: Call
  /** Those that there are for them. */
  base: SQL
  /** Read as staff: everything of them. */
  staff: Known
  /** Whose applicant's name is theirs to know: of a blind Call not those that are read as a reviewer. */
  named: Known
  /** Whose scores and reviews are: those read as staff, and those whose own review is in. */
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
  const { blind } = call.definition.review
  if (!reviewer) {
    const base = and(ofCall, staff ? readableAsStaff(person) : sql`false`)!
    return { person, call, base, staff: true, named: true, reviewed: true, reviewer }
  }
  const asReviewer = readableAsReviewer(person)
  const own = ownReviewIs(person, sql`r.submitted_at is not null`)
  if (!staff)
    return { person, call, base: and(ofCall, asReviewer)!, staff: false, named: !blind, reviewed: own, reviewer }
  const asStaff = readableAsStaff(person)
  return {
    person,
    call,
    reviewer,
    staff: asStaff,
    base: and(ofCall, or(asStaff, asReviewer))!,
    named: blind ? asStaff : true,
    reviewed: or(and(asStaff, sql`not ${owedBy(person)}`), own)!,
  }
}

/** Whether they review it and their review is so: `r` is the review, `a` the assignment. */
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

/** The condition, on rows of which the person may know it. */
export function where(known: Known, condition: SQL): SQL {
  if (typeof known === 'boolean') return known ? condition : sql`false`
  return and(known, condition)!
}

/** The value, where the person may know it; else null. */
export function shown(known: Known, value: SQL): SQL {
  if (typeof known === 'boolean') return known ? value : sql`null::text`
  return sql`case when ${known} then ${value} end`
}

/** The state as they may know it: a result is staff's alone until all are released; to others it is a nomination still. */
export function stateSeen({ staff, call }: Visibility): SQL<State> {
  const state = sql<State>`${applications.state}`
  if (staff === true || call.resultsReleasedAt) return state
  const result = inArray(applications.state, [...RESULTS])
  const hidden = staff === false ? result : sql`${result} and not ${staff}`
  return sql<State>`case when ${hidden} then 'nominated'::application_state else ${state} end`
}
