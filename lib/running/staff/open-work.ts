import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, assignments, reviews } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'
import { recordEvent } from '@/lib/platform/ledger/queries'
import type { RoleRow } from './role-row'

type Of = Pick<RoleRow, 'personId' | 'callId'>

const submitted = sql`${reviews.submittedAt} is not null`
const begun = sql<boolean>`coalesce(${reviews.version} > 0, false)`

/** The reviewer's current assignments without a submitted review, in the role's Call, or in all. */
function unfinished({ personId, callId }: Of): SQL {
  return and(
    eq(assignments.personId, personId),
    isNull(assignments.endedAt),
    callId === null ? undefined : eq(applications.callId, callId),
    sql`not coalesce(${submitted}, false)`,
  )!
}

/** How many reviews a reviewer still has to write, and how many are started, among those that the admin may read. */
export async function openWork(
  executor: Executor,
  admin: Person,
  role: Of,
): Promise<{ waiting: number; begun: number }> {
  const [row] = await executor
    .select({
      waiting: sql<number>`(count(*) filter (where not ${begun}))::int`,
      begun: sql<number>`(count(*) filter (where ${begun}))::int`,
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(and(unfinished(role), readableAsStaff(admin)))
  return row!
}

/**
 * Takes away a reviewer's unstarted reviews, and with `all` the started ones too. It locks applications first and in
 * order, as everywhere, so that two calls at once wait for each other without a deadlock.
 */
export async function endOpenWork(tx: Executor, admin: Person, role: Of, all: boolean): Promise<void> {
  const found = await tx
    .select({ id: applications.id })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
    .where(unfinished(role))
  if (found.length === 0) return
  const ids = found.map(({ id }) => id)
  await tx
    .select({ id: applications.id })
    .from(applications)
    .where(inArray(applications.id, ids))
    .orderBy(asc(applications.id))
    .for('no key update')
  // Checks again under the locks: a review may have been started or submitted meanwhile.
  const ended = await tx
    .update(assignments)
    .set({ endedAt: sql`now()`, endReason: 'removed' })
    .where(
      and(
        eq(assignments.personId, role.personId),
        isNull(assignments.endedAt),
        inArray(assignments.applicationId, ids),
        sql`not exists (select from ${reviews} r where r.assignment_id = ${assignments.id}
          and ${all ? sql`r.submitted_at is not null` : sql`(r.version > 0 or r.submitted_at is not null)`})`,
      ),
    )
    .returning({ applicationId: assignments.applicationId })
  for (const applicationId of ended.map((row) => row.applicationId).sort())
    await recordEvent(tx, {
      applicationId,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'reviewer-removed',
      data: { reviewer: role.personId, reason: 'role-ended' },
    })
}
