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
  if (theirs.length === 0) return []
  const [waiting, late, runs] = await Promise.all([
    assignmentsWaiting(executor, chief, theirs),
    reviewsLate(executor, chief, theirs, now),
    runsReady(executor, theirs),
  ])
  return theirs.flatMap((call) => {
    const { id } = call
    return itemsOf(call, { ...NONE, ...waiting.get(id), late: late.get(id) ?? 0, runs: runs.get(id) ?? 0 })
  })
}

const NONE = { short: 0, ended: 0, unreleased: 0 }

type Counts = typeof NONE & { late: number; runs: number }

function itemsOf(call: Call, { short, ended, unreleased, late, runs }: Counts): WorkItem[] {
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

async function assignmentsWaiting(executor: Executor, chief: Person, calls: Call[]) {
  const ids = calls.map(({ id }) => id)
  const numbers = calls.map(({ definition }) => definition.reviewersPerApplication)
  const wanted = sql`unnest(${sql.param(ids)}::uuid[], ${sql.param(numbers)}::int[]) as wanted (call_id, reviewers)`
  const its = (where: SQL) =>
    sql`(select count(*) from ${assignments} a where a.application_id = ${applications}.id and ${where})`
  const short = sql`${its(sql`a.ended_at is null`)} < wanted.reviewers`
  const howMany = (where: SQL) => sql<number>`(count(*) filter (where ${where}))::int`
  const rows = await executor
    .select({
      callId: applications.callId,
      short: howMany(short),
      ended: howMany(sql`${short} and ${its(sql`a.end_reason in ('conflict', 'declined')`)} > 0`),
      unreleased: howMany(sql`${its(sql`a.ended_at is null and a.released_at is null`)} > 0`),
    })
    .from(applications)
    .innerJoin(wanted, sql`wanted.call_id = ${applications.callId}`)
    .where(and(inArray(applications.state, ['eligible', 'under-review']), readableAsStaff(chief)))
    .groupBy(applications.callId)
  return new Map(rows.map(({ callId, ...waiting }) => [callId, waiting]))
}

async function runsReady(executor: Executor, calls: Call[]): Promise<Map<string, number>> {
  const ids = calls.map(({ id }) => id)
  const rows = await executor
    .select({ callId: assignmentRuns.callId, n: sql<number>`count(*)::int` })
    .from(assignmentRuns)
    .where(and(inArray(assignmentRuns.callId, ids), eq(assignmentRuns.state, 'ready')))
    .groupBy(assignmentRuns.callId)
  return new Map(rows.map(({ callId, n }) => [callId, n]))
}

async function reviewsLate(executor: Executor, chief: Person, calls: Call[], now: Date): Promise<Map<string, number>> {
  const over = calls.filter(({ definition: { review } }) => review.closesAt && new Date(review.closesAt) < now)
  const ids = over.map(({ id }) => id)
  const rows = await executor
    .select({ callId: applications.callId, n: sql<number>`count(*)::int` })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(
      and(
        inArray(applications.callId, ids),
        eq(applications.state, 'under-review'),
        sql`${assignments.releasedAt} is not null and ${assignments.endedAt} is null and ${reviews.submittedAt} is null`,
        readableAsStaff(chief),
      ),
    )
    .groupBy(applications.callId)
  return new Map(rows.map(({ callId, n }) => [callId, n]))
}
