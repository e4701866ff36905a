import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { assignmentRuns, calls } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canLead, staffRole } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { notLed } from './chief-calls'
import type { Parameters } from './schema'

export type Run = typeof assignmentRuns.$inferSelect

/** The undecided states of a run. A Call has at most one such run. */
export const ACTIVE = ['waiting', 'running', 'ready'] as const
export const isActive = ({ state }: Pick<Run, 'state'>) => (ACTIVE as readonly string[]).includes(state)

/** If a worker dies, another starts its run again; a run that kills every worker is given up, see `interrupted.ts`. */
const ATTEMPTS = 3

/** Serialises changes to the runs of a Call, or to all of its assignments. */
export async function lockAssignment(tx: Executor, callId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`assignment ${callId}`}, 0))`)
}

/**
 * Starts a run, which a job works out, and discards an unapplied proposal.
 * @throws PortalError 'not-found'; 'conflict' if a run is in progress.
 */
export async function startRun(
  db: Database,
  person: Person,
  call: Pick<Call, 'id'>,
  parameters: Parameters,
): Promise<string> {
  if (!canLead(person, call.id)) throw notLed()
  return db.transaction(async (tx) => {
    await lockAssignment(tx, call.id)
    const [active] = await tx
      .select({ id: assignmentRuns.id })
      .from(assignmentRuns)
      .where(and(eq(assignmentRuns.callId, call.id), inArray(assignmentRuns.state, ['waiting', 'running'])))
    if (active) throw new PortalError('conflict', 'An assignment of this Call is being worked out. Wait, or cancel it.')
    await tx
      .update(assignmentRuns)
      .set({ state: 'cancelled', finishedAt: new Date() })
      .where(and(eq(assignmentRuns.callId, call.id), eq(assignmentRuns.state, 'ready')))
    const [run] = await tx
      .insert(assignmentRuns)
      .values({ callId: call.id, parameters, createdBy: person.id })
      .returning({ id: assignmentRuns.id })
    await tx.execute(
      sql`select graphile_worker.add_job('assign-reviewers', ${JSON.stringify({ runId: run!.id })}::json, max_attempts := ${ATTEMPTS})`,
    )
    await record(tx, person, call.id, 'assignment-started', { run: run!.id, ...parameters })
    return run!.id
  })
}

/** @throws PortalError 'not-found' if there is none, or the person does not lead its Call. */
export async function findRun(executor: Executor, person: Person, id: string, lock = false): Promise<Run> {
  const query = executor.select().from(assignmentRuns).where(eq(assignmentRuns.id, id))
  const [run] = lock ? await query.for('update') : await query
  if (!run || !canLead(person, run.callId)) throw notLed()
  return run
}

/** The Call's undecided run, or the last one. */
export async function lastRun(executor: Executor, person: Person, call: Pick<Call, 'id'>): Promise<Run | null> {
  if (!canLead(person, call.id)) throw notLed()
  const [run] = await executor
    .select()
    .from(assignmentRuns)
    .where(eq(assignmentRuns.callId, call.id))
    .orderBy(desc(assignmentRuns.createdAt), desc(assignmentRuns.id))
    .limit(1)
  return run ?? null
}

/** Cancels a run in progress, or discards its proposal. Safe to repeat. @throws PortalError 'not-found', 'conflict' */
export async function cancelRun(db: Database, person: Person, id: string): Promise<Run> {
  return db.transaction(async (tx) => {
    const run = await findRun(tx, person, id, true)
    if (run.state === 'applied') throw new PortalError('conflict', 'It was applied already. Give back what is hidden.')
    if (!isActive(run)) return run
    await tx.update(assignmentRuns).set({ state: 'cancelled', finishedAt: new Date() }).where(eq(assignmentRuns.id, id))
    await record(tx, person, run.callId, 'assignment-cancelled', { run: id })
    return run
  })
}

/** What changes to all of a Call's assignments are called in the record. */
export function record(tx: Executor, person: Person, callId: string, type: string, data: Record<string, unknown>) {
  const about = { applicationId: null, actorId: person.id, actorRole: staffRole(person) }
  return recordEvent(tx, { ...about, type, data: { call: callId, ...data } })
}

/** The address of the pages about a run's Call. */
export async function slugOf(executor: Executor, { callId }: Pick<Run, 'callId'>): Promise<string> {
  const [call] = await executor.select({ slug: calls.slug }).from(calls).where(eq(calls.id, callId))
  return call!.slug
}
