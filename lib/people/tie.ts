import { type SQL, sql } from 'drizzle-orm'
import { actings, applications, assignments, conflicts, reviews } from '@/db/schema'
import type { Actor, Person } from './actor'
import { NO_TIE, type Tie } from './permissions'

/** Names the table too, because Drizzle leaves it out of the columns of a query on one table. */
const itsId = sql`${applications}.id`

/** Whether anything can tie the actor to an application: only a person with a role has any tie. */
export const hasTies = (actor: Actor): actor is Person => actor.kind === 'person' && actor.roles.length > 0

/** What ties the actor to the outer query's application, for `can`. */
export function tieOf(actor: Actor): SQL<Tie> {
  if (!hasTies(actor)) return sql`${JSON.stringify(NO_TIE)}::json`
  return sql<Tie>`json_build_object(
    'conflicted', exists (
      select from ${conflicts} c where c.application_id = ${itsId} and c.person_id = ${actor.id}),
    'assignment', (
      select json_build_object('cleared', a.cleared_at is not null, 'submitted', r.submitted_at is not null)
      from ${assignments} a left join ${reviews} r on r.assignment_id = a.id
      where a.application_id = ${itsId} and a.person_id = ${actor.id}
        and a.released_at is not null and a.ended_at is null),
    'acting', ${actingOf(actor)})`
}

/** Acting for the applicant: in the session in which it began, as long as it lasts by the database's clock. */
function actingOf(actor: Person): SQL {
  if (!actor.roles.some(({ role }) => role === 'admin')) return sql`null`
  return sql`(
      select h.id from ${actings} h
      where h.application_id = ${itsId} and h.person_id = ${actor.id} and h.session_id::text = ${actor.sessionId}
        and h.ended_at is null and now() < h.ends_at)`
}
