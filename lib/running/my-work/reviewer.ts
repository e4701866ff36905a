import { and, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, reviewComments, reviews } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { REVIEWABLE } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { withoutConflict } from '@/lib/people/readable'
import { count } from '@/lib/shared/format/format'
import type { WorkItem } from './item'

const as = 'Reviewer'

/** Conflicts of interest to declare, reviews to write, discussions with new comments. */
export async function reviewerWork(executor: Executor, person: Person, calls: Call[]): Promise<WorkItem[]> {
  const theirs = calls.filter(({ id }) =>
    person.roles.some(({ role, callId }) => role === 'reviewer' && (callId === null || callId === id)),
  )
  if (theirs.length === 0) return []
  const waiting = await reviewsWaiting(
    executor,
    person,
    theirs.map(({ id }) => id),
  )
  return theirs.flatMap((call) => {
    const counts = waiting.get(call.id)
    if (!counts) return []
    const { closesAt } = call.definition.review
    const shared = { as, zone: call.definition.timeZone, detail: call.title, href: '/review' }
    const due = closesAt ? new Date(closesAt) : null
    const { undeclared, begun, unwritten, discussed } = counts
    const items: [key: string, n: number, title: string, due: Date | null][] = [
      ['declare', undeclared, `${count(undeclared, 'application')}: say whether you have a conflict of interest`, due],
      ['begun', begun, `${count(begun, 'review')} begun and not handed in`, due],
      ['review', unwritten, `${count(unwritten, 'review')} to write`, due],
      ['discuss', discussed, `${count(discussed, 'discussion')} with new comments`, null],
    ]
    return items.flatMap(([key, n, title, due]) => (n > 0 ? [{ ...shared, key: `${key} ${call.id}`, title, due }] : []))
  })
}

type Waiting = { undeclared: number; begun: number; unwritten: number; discussed: number }

/**
 * The reviewer's released, current assignments: those that `can` allows for 'declare-conflict', 'review' and 'discuss'.
 * Before a declaration it only counts them, as the queue does.
 */
async function reviewsWaiting(executor: Executor, person: Person, callIds: string[]): Promise<Map<string, Waiting>> {
  const howMany = (where: SQL) => sql<number>`(count(*) filter (where ${where}))::int`
  const open = sql`${applications.state} = 'under-review' and ${assignments.clearedAt} is not null and ${reviews.submittedAt} is null`
  const begun = sql`coalesce(${reviews.version}, 0) > 0`
  const rows = await executor
    .select({
      callId: applications.callId,
      undeclared: howMany(sql`${assignments.clearedAt} is null and ${applications.state} = 'under-review'`),
      begun: howMany(sql`${open} and ${begun}`),
      unwritten: howMany(sql`${open} and not ${begun}`),
      discussed: howMany(
        sql`${assignments.clearedAt} is not null and ${reviews.submittedAt} is not null and ${somethingNew(person)}`,
      ),
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(
      and(
        eq(assignments.personId, person.id),
        isNotNull(assignments.releasedAt),
        isNull(assignments.endedAt),
        inArray(applications.callId, callIds),
        inArray(applications.state, [...REVIEWABLE]),
        isNotNull(applications.submittedAt),
        ne(applications.personId, person.id),
        withoutConflict(person),
      ),
    )
    .groupBy(applications.callId)
  return new Map(rows.map(({ callId, ...waiting }) => [callId, waiting]))
}

/** Another person commented after this person's last comment, or after their review if they have not commented. */
function somethingNew(person: Person): SQL {
  const c = reviewComments
  return sql`exists (
    select from ${c} c where c.application_id = ${applications.id} and c.person_id <> ${person.id}
      and c.removed_at is null and c.at > greatest(${reviews.submittedAt}, (
        select max(o.at) from ${c} o where o.application_id = ${applications.id} and o.person_id = ${person.id})))`
}
