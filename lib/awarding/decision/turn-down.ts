import type { Database } from '@/db/client'
import { transact } from '@/db/transact'
import { moveAll } from '@/lib/applying/application/move'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'
import { lockToDecide, requireDecider } from './decide'
import { leave } from './give-up-place'
import { queueResults } from './tell'
import { tracksAlone } from './tracks'
import { takeOff } from './waiting'

/** Rejects these nominated or waiting applications. @throws PortalError 'not-found'; DecisionConflict. */
export async function notAward(db: Database, actor: Person, call: Call, track: string, ids: string[]): Promise<void> {
  requireDecider(actor, call)
  await transact(db, async (tx) => {
    await tracksAlone(tx, [{ callId: call.id, track }])
    await lockToDecide(tx, { actor, call, track }, ids, 'not-award')
    await takeOff(tx, ids)
    await moveAll(tx, ids, 'not-award', { id: actor.id, role: 'admin' })
    await queueResults(tx, call.id)
  })
}

/**
 * Takes decisions back, until the release: these applications are nominated again. A freed place is not offered to
 * anybody automatically.
 * @throws PortalError 'not-found'; 'closed' after the release; DecisionConflict.
 */
export async function reconsider(db: Database, actor: Person, call: Call, track: string, ids: string[]): Promise<void> {
  requireDecider(actor, call)
  const key = { callId: call.id, track }
  await transact(db, async (tx) => {
    await tracksAlone(tx, [key])
    if ((await callById(tx, call.id)).resultsReleasedAt)
      throw new PortalError('closed', 'The results are released, so you can no longer take decisions back.')
    const all = await lockToDecide(tx, { actor, call, track }, ids, 'reconsider')
    for (const application of all) await leave(tx, application, 'taken-back', key)
    await moveAll(tx, ids, 'reconsider', { id: actor.id, role: 'admin' })
  })
}
