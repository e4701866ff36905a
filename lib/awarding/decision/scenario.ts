import { and, eq, getTableColumns, or, type SQL, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications, proposals, scenarios } from '@/db/schema'
import { transact } from '@/db/transact'
import { moveAll } from '@/lib/applying/application/move'
import { noSuchApplication } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { confirmProposal, propose, removeProposal, requireSecond } from '@/lib/platform/proposal/queries'
import { PortalError } from '@/lib/shared/errors'
import { decisionsAt } from './address'
import { requireRoom } from './award'
import { decidables } from './candidates'
import { requireWhole, stillDecides } from './conflict-guard'
import { trackCounts } from './counts'
import { lockToDecide, requireDecider } from './decide'
import { DecisionConflict, whatChanged } from './decision-conflict'
import { simulateInProcess } from './in-process'
import { hardLimits, lockLimits } from './limits'
import { givePlaces } from './places'
import { valuesBy } from './ranking'
import type { ScenarioRule } from './schema'
import type { ScenarioResult } from './simulate'
import { queueResults } from './tell'
import { tellProposed } from './tell-admins'
import { tracksAlone } from './tracks'
import { enlist } from './waiting'

/** A scenario with how far it is: proposed by one admin, confirmed by another. */
export type Scenario = Omit<Awaited<ReturnType<typeof selectScenarios>>[number], 'rule' | 'result'> & {
  rule: ScenarioRule
  result: ScenarioResult
}

function selectScenarios(executor: Executor, which: SQL | undefined) {
  const { proposedBy, proposedAt, confirmedBy, confirmedAt } = proposals
  return executor
    .select({
      ...getTableColumns(scenarios),
      proposedBy,
      proposedAt,
      confirmedBy,
      confirmedAt,
    })
    .from(scenarios)
    .leftJoin(proposals, eq(proposals.scenarioId, scenarios.id))
    .where(which)
}

/**
 * Works out who would get a place, in a separate process, and changes nothing.
 * @throws PortalError 'not-found'; 'forbidden' with a conflict of interest on the track: the order of the others would
 * reveal something.
 */
export async function workOut(executor: Executor, actor: Person, call: Call, track: string, rule: ScenarioRule) {
  requireDecider(actor, call)
  await requireWhole(executor, actor, call, track)
  const key = { callId: call.id, track }
  const all = await decidables(executor, actor, key)
  const candidates = all.map((one) => ({
    ...one,
    ties: valuesBy(rule.ties ?? [], one),
    score: rule.normalised ? (one.normalised ?? one.score) : one.score,
  }))
  const { quota, taken } = (await trackCounts(executor, call.id)).find((one) => one.track === track)!
  return simulateInProcess(rule, { quota, taken, standing: await hardLimits(executor, key), candidates })
}

/** Works out a scenario and saves it, for the person only or for all admins of the Call. @throws as `workOut` */
export async function saveScenario(
  db: Database,
  actor: Person,
  call: Call,
  { track, name, rule, shared }: { track: string; name: string; rule: ScenarioRule; shared: boolean },
): Promise<string> {
  const result = await workOut(db, actor, call, track, rule)
  const values = { callId: call.id, track, name, rule, result, shared, createdBy: actor.id }
  const [row] = await db.insert(scenarios).values(values).returning({ id: scenarios.id })
  return row!.id
}

/** The person's scenarios of a Call, and those that others share or propose; newest first. */
export async function scenariosOf(executor: Executor, actor: Person, call: Call, track: string): Promise<Scenario[]> {
  requireDecider(actor, call)
  const its = and(eq(scenarios.callId, call.id), eq(scenarios.track, track), isTheirs(actor))
  const [, rows] = await Promise.all([
    requireWhole(executor, actor, call, track),
    selectScenarios(executor, its).orderBy(sql`${scenarios.createdAt} desc`),
  ])
  return rows as Scenario[]
}

const isTheirs = (actor: Person): SQL => or(eq(scenarios.createdBy, actor.id), eq(scenarios.shared, true))!

/** The scenario, locked. @throws PortalError 'not-found'; 'forbidden' as `workOut`. */
async function lockScenario(tx: Executor, actor: Person, call: Call, id: string): Promise<Scenario> {
  requireDecider(actor, call)
  const its = and(eq(scenarios.id, id), eq(scenarios.callId, call.id), isTheirs(actor))
  await tx.select({ id: scenarios.id }).from(scenarios).where(its).for('update')
  // Read under the lock: what another transaction did to its proposal meanwhile counts.
  const [row] = await selectScenarios(tx, its)
  if (!row) throw noSuchApplication()
  await requireWhole(tx, actor, call, row.track)
  if (row.confirmedAt) throw new PortalError('conflict', 'This scenario is already applied.')
  return row as Scenario
}

/** A scenario that the person may see. @throws PortalError 'not-found'; 'forbidden' as `workOut`. */
export async function findScenario(executor: Executor, actor: Person, call: Call, id: string): Promise<Scenario> {
  requireDecider(actor, call)
  const its = and(eq(scenarios.callId, call.id), sql`${scenarios.id}::text = ${id}`, isTheirs(actor))
  const [row] = await selectScenarios(executor, its)
  if (!row) throw noSuchApplication()
  await requireWhole(executor, actor, call, row.track)
  return row as Scenario
}

/** Shares the person's scenario with the other admins of the Call, or stops sharing it. @throws as `lockScenario` */
export async function shareScenario(db: Database, actor: Person, call: Call, id: string, shared: boolean) {
  await db.transaction(async (tx) => {
    const { createdBy, proposedBy } = await lockScenario(tx, actor, call, id)
    if (createdBy !== actor.id)
      throw new PortalError('forbidden', 'Only the admin who made this scenario can share it.')
    if (proposedBy && !shared) throw new PortalError('conflict', 'A proposed scenario stays shared.')
    await tx.update(scenarios).set({ shared }).where(eq(scenarios.id, id))
  })
}

/** Removes the person's scenario, unless it is proposed. @throws as `lockScenario`; 'forbidden'; 'conflict'. */
export async function removeScenario(db: Database, actor: Person, call: Call, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { createdBy, proposedBy } = await lockScenario(tx, actor, call, id)
    if (createdBy !== actor.id)
      throw new PortalError('forbidden', 'Only the admin who made this scenario can remove it.')
    if (proposedBy) throw new PortalError('conflict', 'This scenario is proposed, so it stays in the record.')
    await tx.delete(scenarios).where(eq(scenarios.id, id))
  })
}

/** Proposes to apply a scenario, which shares it; another admin confirms. @throws as `lockScenario` */
export async function proposeScenario(db: Database, actor: Person, call: Call, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { track, name } = await lockScenario(tx, actor, call, id)
    if (!(await propose(tx, actor, { scenarioId: id }))) return
    await tx.update(scenarios).set({ shared: true }).where(eq(scenarios.id, id))
    await recordEvent(tx, {
      applicationId: null,
      actorId: actor.id,
      actorRole: 'admin',
      type: 'scenario-proposed',
      data: { call: call.id, track, scenario: id },
    })
    const path = decisionsAt(`/scenarios/${id}`, { call: call.slug, track })
    await tellProposed(tx, { call, track }, { by: actor, what: `to apply the scenario “${name}”`, path })
  })
}

/**
 * Takes back or rejects the proposal of a scenario: it no longer waits for another admin. The scenario stays, and can
 * be proposed again.
 * @throws as `lockScenario`; 'conflict' if it is not proposed.
 */
export async function dropProposal(db: Database, actor: Person, call: Call, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { track, proposedBy } = await lockScenario(tx, actor, call, id)
    if (!proposedBy) throw new PortalError('conflict', 'This scenario is no longer proposed.')
    await removeProposal(tx, { scenarioId: id })
    await recordEvent(tx, {
      applicationId: null,
      actorId: actor.id,
      actorRole: 'admin',
      type: 'scenario-dropped',
      data: { call: call.id, track, scenario: id, proposedBy },
    })
  })
}

const PROPOSER_GONE =
  'The admin who proposed this scenario no longer decides on the track. Another admin has to work it out and propose it.'

/**
 * Confirms a proposed scenario, which applies all of it in one transaction: awards, the waiting list, and rejections.
 * @throws PortalError as `lockScenario`; 'forbidden' for its author; 'conflict' if it is not proposed, or its author no
 * longer decides on the track, so that a second admin is still missing; DecisionConflict if a decision or nomination
 * changed since it was made; 'invalid' as `award`.
 */
export async function confirmScenario(db: Database, actor: Person, call: Call, id: string): Promise<void> {
  await transact(db, async (tx) => {
    const { track, result, rule, proposedBy } = await lockScenario(tx, actor, call, id)
    if (!proposedBy) throw new PortalError('conflict', 'Nobody has proposed this scenario yet.')
    requireSecond({ proposedBy }, actor, 'You proposed this scenario, so another admin has to confirm it.')
    if (!(await stillDecides(tx, proposedBy, call, track))) throw new PortalError('conflict', PROPOSER_GONE)
    const deciding = { actor, call, track }
    await tracksAlone(tx, [{ callId: call.id, track }])
    await requireBasis(tx, call.id, track, result.basis)
    await lockToDecide(tx, deciding, result.basis, 'award')
    requireRoom(await lockLimits(tx, call.id, [track], result.award), track, result.award)
    const by = { id: actor.id, role: 'admin' as const }
    const data = Object.fromEntries(result.award.map((one) => [one, { scenario: id }]))
    if (!(await givePlaces(tx, call, track, result.award, { by, data })))
      throw new PortalError(
        'invalid',
        'Fewer places of this track are free than the scenario awards. Work it out again.',
      )
    await enlist(tx, deciding, result.waiting)
    await moveAll(tx, result.not, 'not-award', by)
    await confirmProposal(tx, actor, { scenarioId: id })
    const { award: awarded, waiting, not } = result
    await recordEvent(tx, {
      applicationId: null,
      actorId: actor.id,
      actorRole: 'admin',
      type: 'scenario-applied',
      data: {
        call: call.id,
        track,
        scenario: id,
        proposedBy,
        rule,
        awarded: awarded.length,
        waiting: waiting.length,
        not: not.length,
      },
    })
    await queueResults(tx, call.id)
  })
}

/** Checks that the nominated applications are still the same. @throws DecisionConflict that names the others. */
async function requireBasis(tx: Executor, callId: string, track: string, basis: string[]): Promise<void> {
  const rows = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.callId, callId), eq(applications.track, track), eq(applications.state, 'nominated')))
  const now = new Set(rows.map(({ id }) => id))
  const then = new Set(basis)
  const changed = [...basis.filter((id) => !now.has(id)), ...[...now].filter((id) => !then.has(id))]
  if (changed.length > 0) throw new DecisionConflict(await whatChanged(tx, changed))
}
