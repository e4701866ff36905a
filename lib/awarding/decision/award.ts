import type { SQL } from 'drizzle-orm'
import { askTogether, type Database, type Executor } from '@/db/client'
import { transact } from '@/db/transact'
import { lockedForActor, noSuchApplication, type SubjectRow, subjectOf } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { PortalError } from '@/lib/shared/errors'
import { isUuid } from '@/lib/shared/uuid'
import { type Deciding, requireDecider, requireOpen } from './decide'
import { type ConditionChoice, lastSubmissions, type Submission } from './give-conditions'
import { type Limit, limitsLocked } from './limits'
import { freePlaces, givePlaces } from './places'
import { forbids } from './rules'
import { trackAlone, trackShared } from './tracks'

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
  if (!ids.every(isUuid)) throw noSuchApplication()
  const deciding = { actor, call, track }
  const key = { callId: call.id, track }
  const within = (lock: SQL) => transact(db, (tx) => awardIn(tx, lock, deciding, [...new Set(ids)], conditions))
  if (!(await within(trackShared(key))) && !(await within(trackAlone(key)))) throw tooFew(ids.length)
}

const tooFew = (wanted: number) =>
  new PortalError(
    'invalid',
    wanted === 1
      ? 'No place of this track is free.'
      : `Fewer than ${wanted} places of this track are free. Nobody was awarded.`,
  )

/**
 * The same in a transaction, with this lock of the track; returns false and changes nothing if others are taking the
 * free places.
 */
async function awardIn(
  tx: Executor,
  lock: SQL,
  deciding: Deciding,
  ids: string[],
  conditions?: ConditionChoice,
): Promise<boolean> {
  const { actor, call, track } = deciding
  const [, found, limits, submissions] = await askTogether<[Record<string, unknown>, SubjectRow, Limit, Submission]>(
    tx,
    lock,
    lockedForActor(actor, ids),
    limitsLocked(call.id, [track], ids),
    lastSubmissions(ids),
  )
  const all = await requireOpen(tx, deciding, ids, 'award', found.map(subjectOf))
  const waiting = all.find(({ state }) => state === 'waiting-list')
  if (waiting) throw new PortalError('invalid', `${waiting.number} is on the waiting list: promote it from there.`)
  requireRoom(limits, track, ids)
  const by = { id: actor.id, role: 'admin' as const }
  const done = await givePlaces(tx, call, track, ids, { by, conditions, submissions })
  if (!done && (await freePlaces(tx, { callId: call.id, track })) < ids.length) throw tooFew(ids.length)
  return done
}

/** @throws PortalError 'invalid' if a hard limit among these, which are locked, forbids a place for each. */
export function requireRoom(limits: Limit[], track: string, ids: string[]): void {
  const wanted = [...new Set(ids)].map((id) => ({ id, track }))
  const against = forbids(limits, wanted)
  if (against.length > 0) throw new PortalError('invalid', `This would exceed the limit: ${against.join(', ')}.`)
}
