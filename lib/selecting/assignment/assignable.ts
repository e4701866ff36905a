import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments } from '@/db/schema'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'

/** The states in which an application can get reviewers. */
export const ASSIGNABLE: readonly State[] = ['eligible', 'under-review']

/** An application as a run sees it, with its present and past reviewers. */
export type Assignable = {
  id: string
  number: string
  state: State
  track: string
  programme: string | null
  language: string | null
  country: string | null
  standing: string[]
  former: string[]
}

const peopleOf = (ended: boolean) => sql<string[]>`coalesce((
  select json_agg(s.person_id order by s.person_id) from ${assignments} s
  where s.application_id = ${applications}.id and s.ended_at is ${sql.raw(ended ? 'not null' : 'null')}), '[]'::json)`

/** The Call's applications that can get reviewers and that the person reads as staff. */
export function assignableOf(executor: Executor, person: Person, callId: string, which?: SQL): Promise<Assignable[]> {
  return executor
    .select({
      id: applications.id,
      number: sql<string>`${applications}.number`,
      state: applications.state,
      track: sql<string>`${applications}.track`,
      programme: applications.programme,
      language: applications.language,
      country: applications.country,
      standing: peopleOf(false),
      former: peopleOf(true),
    })
    .from(applications)
    .where(assignable(person, callId, which))
    .orderBy(asc(applications.id))
}

export function assignable(person: Person, callId: string, which?: SQL): SQL | undefined {
  return and(
    eq(applications.callId, callId),
    inArray(applications.state, [...ASSIGNABLE]),
    readableAsStaff(person),
    which,
  )
}
