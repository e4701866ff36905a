import { asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications, assignmentRunPairs, assignmentRuns, assignments, events } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { staffRole } from '@/lib/people/permissions'
import { findCall } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'
import { requireNoRelease } from './release'
import { loadWork } from './run-input'
import { findRun, lockAssignment, record, slugOf } from './runs'
import { parametersSchema, type Summary, summarySchema } from './schema'
import { stillGood } from './still-valid'

/**
 * Assigns what a run proposes, hidden from the reviewers until the release. It checks every pair again, and leaves out
 * and counts those that are no longer possible: a new conflict of interest, a withdrawn application, a lower load, an
 * ended role, an assignment by hand. Of two calls at once, one does it; a repeat changes nothing.
 * @throws PortalError 'not-found'; 'conflict' if the run is unfinished or cancelled, or a release is in progress.
 */
export async function applyRun(db: Database, person: Person, runId: string): Promise<NonNullable<Summary['applied']>> {
  return db.transaction(async (tx) => {
    const { callId } = await findRun(tx, person, runId)
    await lockAssignment(tx, callId)
    const run = await findRun(tx, person, runId, true)
    const summary = summarySchema.safeParse(run.summary).data
    if (run.state === 'applied' && summary?.applied) return summary.applied
    await requireNoRelease(tx, callId)
    if (run.state !== 'ready' || !summary)
      throw new PortalError('conflict', 'This proposal can no longer be applied: it was cancelled, or replaced.')
    const which: SQL = inArray(
      applications.id,
      tx
        .select({ id: assignmentRunPairs.applicationId })
        .from(assignmentRunPairs)
        .where(eq(assignmentRunPairs.runId, runId)),
    )
    await tx.select({ id: applications.id }).from(applications).where(which).orderBy(asc(applications.id)).for('update')
    const call = (await findCall(tx, await slugOf(tx, run)))!
    const loaded = await loadWork(tx, person, call, parametersSchema.parse(run.parameters), { which, lock: true })
    const { good, dropped } = stillGood(loaded.work, await proposed(tx, runId, loaded))
    await assign(tx, person, good)
    const applied = { given: good.length, dropped }
    await tx
      .update(assignmentRuns)
      .set({ state: 'applied', appliedAt: new Date(), summary: { ...summary, applied } })
      .where(eq(assignmentRuns.id, runId))
    await record(tx, person, callId, 'assignment-applied', { run: runId, ...applied })
    return applied
  })
}

/** The pairs of a run by their positions, best first: where a load went down, the best fits stay. */
async function proposed(
  tx: Executor,
  runId: string,
  { applications: list, reviewers }: Awaited<ReturnType<typeof loadWork>>,
) {
  const rows = await tx
    .select({ applicationId: assignmentRunPairs.applicationId, personId: assignmentRunPairs.personId })
    .from(assignmentRunPairs)
    .where(eq(assignmentRunPairs.runId, runId))
    .orderBy(asc(assignmentRunPairs.cost), asc(assignmentRunPairs.applicationId), asc(assignmentRunPairs.personId))
  const [as, rs] = [
    new Map(list.map(({ id }, at) => [id, at])),
    new Map(reviewers.map((one, at) => [one.personId, at])),
  ]
  return rows.map((row) => ({
    ...row,
    application: as.get(row.applicationId) ?? -1,
    reviewer: rs.get(row.personId) ?? -1,
  }))
}

async function assign(tx: Executor, person: Person, pairs: { applicationId: string; personId: string }[]) {
  const [applicationIds, people] = [pairs.map((pair) => pair.applicationId), pairs.map((pair) => pair.personId)]
  await tx.execute(sql`
    with pair as materialized (
      select * from unnest(${sql.param(applicationIds)}::uuid[], ${sql.param(people)}::uuid[])
        with ordinality as p(application_id, person_id, at)),
    assigned as (
      insert into ${assignments} (application_id, person_id, origin, assigned_by)
      select application_id, person_id, 'run', ${person.id}::uuid from pair)
    insert into ${events} (application_id, actor_id, actor_role, type, data)
    select application_id, ${person.id}::uuid, ${staffRole(person)}, 'reviewers-assigned',
      jsonb_build_object('people', jsonb_agg(person_id order by at))
    from pair group by application_id order by application_id`)
}
