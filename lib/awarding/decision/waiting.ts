import { and, asc, eq, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { waitingList } from '@/db/schema'
import { transact } from '@/db/transact'
import { moveAll } from '@/lib/applying/application/move'
import { lockForActor, noSuchApplication } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { can } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { type Deciding, lockToDecide, requireDecider } from './decide'
import { queueResults } from './tell'
import { type TrackKey, tracksAlone } from './tracks'

/** The waiting list of a track, in its order. */
export async function waitingOn(
  executor: Executor,
  { callId, track }: TrackKey,
): Promise<{ id: string; rank: number }[]> {
  return executor
    .select({ id: waitingList.applicationId, rank: waitingList.rank })
    .from(waitingList)
    .where(and(eq(waitingList.callId, callId), eq(waitingList.track, track)))
    .orderBy(asc(waitingList.rank))
}

/**
 * Adds nominated applications to the end of their track's waiting list, in the given order.
 * @throws PortalError 'not-found'; DecisionConflict.
 */
export async function putOnWaitingList(db: Database, actor: Person, call: Call, track: string, ids: string[]) {
  requireDecider(actor, call)
  await transact(db, async (tx) => {
    await tracksAlone(tx, [{ callId: call.id, track }])
    const deciding = { actor, call, track }
    await lockToDecide(tx, deciding, ids, 'put-on-waiting-list')
    await enlist(tx, deciding, [...new Set(ids)])
    await queueResults(tx, call.id)
  })
}

/** Adds them to the end. The caller has locked the track exclusively, and locked and checked the applications. */
export async function enlist(tx: Executor, { actor, call, track }: Deciding, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const last = (await waitingOn(tx, { callId: call.id, track })).at(-1)?.rank ?? 0
  const rows = ids.map((applicationId, at) => ({ applicationId, callId: call.id, track, rank: last + at + 1 }))
  await tx.insert(waitingList).values(rows)
  const data = Object.fromEntries(rows.map(({ applicationId, rank }) => [applicationId, { rank }]))
  await moveAll(tx, ids, 'put-on-waiting-list', { id: actor.id, role: 'admin' }, data)
}

/** Removes them from the list, if they are on it. The caller has locked the track exclusively. */
export async function takeOff(tx: Executor, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.delete(waitingList).where(sql`${waitingList.applicationId} = any(${sql.param(ids)}::uuid[])`)
}

/**
 * Reorders the waiting list of a track. `seen`: its order on the page.
 * @throws PortalError 'not-found' (also with a conflict of interest with one of them); 'invalid'; 'conflict' if it has
 * changed since.
 */
export async function reorderWaitingList(
  db: Database,
  actor: Person,
  call: Call,
  track: string,
  { order, seen }: { order: string[]; seen: string[] },
): Promise<void> {
  requireDecider(actor, call)
  await transact(db, async (tx) => {
    const key = { callId: call.id, track }
    await tracksAlone(tx, [key])
    const list = (await waitingOn(tx, key)).map(({ id }) => id)
    const its = await lockForActor(tx, actor, list)
    if (!its.every((one) => can(actor, 'decide', one))) throw noSuchApplication()
    if (list.join() !== seen.join())
      throw new PortalError(
        'conflict',
        'The waiting list has changed since you opened this page. Look again, then change it.',
      )
    if ([...order].sort().join() !== [...list].sort().join())
      throw new PortalError('invalid', 'Name every application on the waiting list exactly once.')
    await tx.execute(sql`
      update ${waitingList} w set rank = o.rank
      from unnest(${sql.param(order)}::uuid[]) with ordinality as o (id, rank) where w.application_id = o.id`)
    await recordEvent(tx, {
      applicationId: null,
      actorId: actor.id,
      actorRole: 'admin',
      type: 'waiting-list-reordered',
      data: { call: call.id, track, order, before: list },
    })
  })
}
