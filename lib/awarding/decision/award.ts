import type { Database, Executor } from '@/db/client'
import { transact } from '@/db/transact'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { PortalError } from '@/lib/shared/errors'
import { type Deciding, lockToDecide, requireDecider } from './decide'
import type { ConditionChoice } from './give-conditions'
import { lockLimits } from './limits'
import { freePlaces, givePlaces } from './places'
import { forbids } from './rules'
import { queueResults } from './tell'
import { shareTracks, tracksAlone } from './tracks'

/**
 * Awards a place of the track to each of these nominated applications, in one transaction: to all, or to none. Each
 * offer gets the Call's conditions that apply to it, except those the admin leaves out, plus what they add. Others may
 * award at the same time, and each takes different places. While others are taking the last ones, this waits for
 * exclusive use of the track, because a place may come back.
 * @throws PortalError 'not-found'; 'invalid' if places are too few or a hard limit is reached; DecisionConflict.
 */
export async function award(
  db: Database,
  actor: Person,
  call: Call,
  track: string,
  ids: string[],
  conditions?: ConditionChoice,
): Promise<void> {
  requireDecider(actor, call)
  const deciding = { actor, call, track }
  const key = { callId: call.id, track }
  const done = await transact(db, async (tx) => {
    await shareTracks(tx, [key])
    return awardIn(tx, deciding, ids, conditions)
  })
  if (done) return
  await transact(db, async (tx) => {
    await tracksAlone(tx, [key])
    if (!(await awardIn(tx, deciding, ids, conditions))) throw tooFew(ids.length)
  })
}

const tooFew = (wanted: number) =>
  new PortalError(
    'invalid',
    wanted === 1
      ? 'No place of this track is free.'
      : `Fewer than ${wanted} places of this track are free. Nobody was awarded.`,
  )

/**
 * The same in a transaction that locks the track; returns false and changes nothing if others are taking the free
 * places.
 */
async function awardIn(
  tx: Executor,
  deciding: Deciding,
  ids: string[],
  conditions?: ConditionChoice,
): Promise<boolean> {
  const { actor, call, track } = deciding
  const all = await lockToDecide(tx, deciding, ids, 'award')
  const waiting = all.find(({ state }) => state === 'waiting-list')
  if (waiting) throw new PortalError('invalid', `${waiting.number} is on the waiting list: promote it from there.`)
  await requireWithin(tx, deciding, ids)
  const done = await givePlaces(tx, call, track, [...new Set(ids)], { by: { id: actor.id, role: 'admin' }, conditions })
  if (done) await queueResults(tx, call.id)
  else if ((await freePlaces(tx, { callId: call.id, track })) < ids.length) throw tooFew(ids.length)
  return done
}

/** Locks the limits that count these applications. @throws PortalError 'invalid' if a hard limit forbids them. */
export async function requireWithin(tx: Executor, { call, track }: Deciding, ids: string[]): Promise<void> {
  const limits = await lockLimits(tx, call.id, [track], ids)
  const against = forbids(
    limits,
    [...new Set(ids)].map((id) => ({ id, track })),
  )
  if (against.length > 0) throw new PortalError('invalid', `This would exceed the limit: ${against.join(', ')}.`)
}
