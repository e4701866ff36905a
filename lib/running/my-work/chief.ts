import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignmentRuns, assignments, reviews } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'
import { count } from '@/lib/shared/format/format'
import type { WorkItem } from './item'

const as = 'Chief reviewer'

/** Reviewers to find and to release, and overdue reviews. */
export async function chiefWork(executor: Executor, person: Person, calls: Call[], now: Date): Promise<WorkItem[]> {
  const chief = { ...person, roles: person.roles.filter(({ role }) => role === 'chief') }
  const theirs = calls.filter(({ id }) => chief.roles.some(({ callId }) => callId === null || callId === id))
  return (await Promise.all(theirs.map((call) => ofCall(executor, chief, call, now)))).flat()
}

async function ofCall(executor: Executor, chief: Person, call: Call, now: Date): Promise<WorkItem[]> {
  const [{ short, ended, unreleased }, late, runs] = await Promise.all([
    assignmentsWaiting(executor, chief, call),
    reviewsLate(executor, chief, call, now),
    executor.$count(assignmentRuns, and(eq(assignmentRuns.callId, call.id), eq(assignmentRuns.state, 'ready'))),
  ])
  const { closesAt } = call.definition.review
  const due = closesAt ? new Date(closesAt) : null
  const shared = { as, due, zone: call.definition.timeZone, detail: call.title }
  const [assignment, committee] = ['/committee/assignment', '/committee']
  const items: [key: string, n: number, title: string, href: string][] = [
    ['late', late, `${count(late, 'review')} overdue`, committee],
    [
      'ended',
      ended,
      `${count(ended, 'application')} ${ended === 1 ? 'needs' : 'need'} another reviewer after a conflict of interest or a refusal`,
      assignment,
    ],
    ['short', short, `${count(short, 'application')} short of reviewers`, assignment],
    ['runs', runs, `${count(runs, 'proposed assignment')} ready to look at and apply`, assignment],
    ['unreleased', unreleased, `${count(unreleased, 'application')} with reviewers who are not told yet`, assignment],
  ]
  return items.flatMap(([key, n, title, href]) => (n > 0 ? [{ ...shared, key: `${key} ${call.id}`, title, href }] : []))
}

async function assignmentsWaiting(executor: Executor, chief: Person, { id, definition }: Call) {
  const its = (where: SQL) =>
    sql`(select count(*) from ${assignments} a where a.application_id = ${applications}.id and ${where})`
  const short = sql`${its(sql`a.ended_at is null`)} < ${definition.reviewersPerApplication}`
  const howMany = (where: SQL) => sql<number>`(count(*) filter (where ${where}))::int`
  const [row] = await executor
    .select({
      short: howMany(short),
      ended: howMany(sql`${short} and ${its(sql`a.end_reason in ('conflict', 'declined')`)} > 0`),
      unreleased: howMany(sql`${its(sql`a.ended_at is null and a.released_at is null`)} > 0`),
    })
    .from(applications)
    .where(
      and(
        eq(applications.callId, id),
        inArray(applications.state, ['eligible', 'under-review']),
        readableAsStaff(chief),
      ),
    )
  return row!
}

async function reviewsLate(executor: Executor, chief: Person, { id, definition }: Call, now: Date): Promise<number> {
  const { closesAt } = definition.review
  if (!closesAt || new Date(closesAt) >= now) return 0
  const [row] = await executor
    .select({ n: sql<number>`count(*)::int` })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(
      and(
        eq(applications.callId, id),
        eq(applications.state, 'under-review'),
        sql`${assignments.releasedAt} is not null and ${assignments.endedAt} is null and ${reviews.submittedAt} is null`,
        readableAsStaff(chief),
      ),
    )
  return row!.n
}
