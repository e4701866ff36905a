import type { Executor } from '@/db/client'
import { lockForActor, noSuchApplication, type Subject } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import { allows, type TransitionName } from '@/lib/lifecycle/transitions'
import type { Person } from '@/lib/people/actor'
import { can, canDecide } from '@/lib/people/permissions'
import { DecisionConflict, whatChanged } from './decision-conflict'

/** A decision on applications of one track, in the caller's transaction: who makes it, and on what. */
export type Deciding = { actor: Person; call: Call; track: string }

/** @throws PortalError 'not-found' unless the person decides in this Call. */
export function requireDecider(actor: Person, call: Call): void {
  if (!canDecide(actor, call.id)) throw noSuchApplication()
}

/**
 * Locks the applications by id, and checks that each is on this track and open to this decision by this person. The
 * caller locks the track, shared or exclusively.
 * @throws PortalError 'not-found' if one does not exist, or is not theirs to decide on; DecisionConflict if one's state
 * has changed.
 */
export async function lockToDecide(
  tx: Executor,
  deciding: Deciding,
  ids: string[],
  name: TransitionName,
): Promise<Subject[]> {
  return requireOpen(tx, deciding, ids, name, await lockForActor(tx, deciding.actor, ids))
}

/** The same for applications that are locked; `found`: those among them that exist. */
export async function requireOpen(
  tx: Executor,
  { actor, call, track }: Deciding,
  ids: string[],
  name: TransitionName,
  found: Subject[],
): Promise<Subject[]> {
  const wanted = [...new Set(ids)]
  const theirs = found.filter((one) => one.callId === call.id && one.track === track && can(actor, 'decide', one))
  if (theirs.length < wanted.length) throw noSuchApplication()
  const changed = theirs.filter(({ state }) => !allows(name, state))
  if (changed.length > 0)
    throw new DecisionConflict(
      await whatChanged(
        tx,
        changed.map(({ id }) => id),
      ),
    )
  return theirs
}
