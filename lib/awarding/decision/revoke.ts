import type { Database, Executor } from '@/db/client'
import { transact } from '@/db/transact'
import { move } from '@/lib/applying/application/move'
import { type Application, callOf, loadApplication } from '@/lib/applying/application/queries'
import { allows } from '@/lib/lifecycle/transitions'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { propose, removeProposal, requireSecond } from '@/lib/platform/proposal/queries'
import { PortalError } from '@/lib/shared/errors'
import { requireWhole, stillDecides } from './conflict-guard'
import { openOffer } from './enrol'
import { leave, prepareToLeave } from './give-up-place'
import { findRevocation, type Revocation } from './revocation'
import { tellProposed } from './tell-admins'
import { tellAnswered } from './tell-officers'

/** The result: where the Call asks for two admins, the first step is a proposal. */
export type Revoking = 'revoked' | 'proposed'

/**
 * Revokes an offer after the release, answered or not. In the same transaction its place goes to the next on the
 * waiting list, the applicant gets the reason, and the institution gets a notice. Where the Call asks for two admins,
 * this proposes it and another admin confirms.
 * @throws PortalError 'not-found', 'forbidden' (a conflict of interest on the track); 'conflict' if it is not released,
 * enrolled, ended or proposed already.
 */
export async function revokeOffer(db: Database, actor: Person, id: string, reason: string): Promise<Revoking> {
  return transact(db, async (tx) => {
    const { application, prepared, offerId, proposal } = await lockToRevoke(tx, actor, id)
    const call = await callOf(tx, application)
    if (proposal) throw new PortalError('conflict', `${proposal.by} has proposed this already. Look again.`)
    if (call.definition.decisions.revocation === 'one') {
      await revoke(tx, application, { actor, reason, prepared, offerId })
      return 'revoked'
    }
    await propose(tx, actor, { offerId }, reason)
    await record(tx, actor, id, 'revocation-proposed', { reason })
    const what = `to revoke the offer on application ${application.number}`
    await tellProposed(tx, { call, track: application.track! }, { by: actor, what, path: `/applications/${id}/offer` })
    return 'proposed'
  })
}

const PROPOSER_GONE =
  'The admin who proposed this no longer decides on the track. Drop the proposal and make a new one. Another admin then confirms it.'

/**
 * Confirms another admin's proposal. `seen`: the time of the proposal on the page.
 * @throws PortalError as `revokeOffer`; 'forbidden' for its author; 'conflict' if it is a different proposal, or its
 * author no longer decides on the track, so that a second admin is still missing.
 */
export async function confirmRevocation(db: Database, actor: Person, id: string, seen: string): Promise<void> {
  await transact(db, async (tx) => {
    const { application, prepared, offerId, proposal } = await lockToRevoke(tx, actor, id)
    requireSeen(proposal, seen)
    const { reason, proposedBy } = proposal
    requireSecond(proposal, actor, 'You proposed to revoke this offer, so another admin has to confirm it.')
    const tracks = [{ callId: application.callId, track: application.track! }, ...(prepared ? [prepared] : [])]
    for (const { callId, track } of tracks) {
      const call = await callById(tx, callId)
      if (!(await stillDecides(tx, proposedBy, call, track))) throw new PortalError('conflict', PROPOSER_GONE)
    }
    await revoke(tx, application, { actor, reason, prepared, offerId, proposedBy })
  })
}

/** Drops a proposal to revoke; any admin can, and the offer stays. @throws as `confirmRevocation` */
export async function dropRevocation(db: Database, actor: Person, id: string, seen: string): Promise<void> {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, actor, id, 'decide', true)
    await requireWhole(tx, actor, await callOf(tx, application), application.track!)
    const proposal = await findRevocation(tx, id)
    requireSeen(proposal, seen)
    await removeProposal(tx, { offerId: proposal.offerId })
    await record(tx, actor, id, 'revocation-dropped', {})
  })
}

/** Locks, in the order of all decisions, what revoking the offer may change. */
async function lockToRevoke(tx: Executor, actor: Person, id: string) {
  const prepared = await prepareToLeave(tx, id)
  const application = await loadApplication(tx, actor, id, 'decide', true)
  await requireWhole(tx, actor, await callOf(tx, application), application.track!)
  // A place deferred to a later Call goes to the next there.
  if (prepared && prepared.callId !== application.callId)
    await requireWhole(tx, actor, { id: prepared.callId }, prepared.track)
  const offer = await openOffer(tx, id)
  if (!allows('revoke', application.state) || !offer)
    throw new PortalError('conflict', 'There is no longer an offer to revoke. Load the page again.')
  if (!application.resultsReleasedAt)
    throw new PortalError('conflict', 'The results are not released: take the decision back on the board instead.')
  return { application, prepared, offerId: offer.id, proposal: await findRevocation(tx, id) }
}

type Revoked = {
  actor: Person
  reason: string
  prepared: Awaited<ReturnType<typeof prepareToLeave>>
  offerId: string
  proposedBy?: string
}

async function revoke(tx: Executor, application: Application, made: Revoked): Promise<void> {
  const { actor, reason, prepared, offerId, proposedBy } = made
  const by = { id: actor.id, role: 'admin' as const }
  const data = { reason, ...(proposedBy ? { proposedBy } : {}) }
  await move(tx, application, 'revoke', { by, data, told: { text: reason } })
  await tellAnswered(tx, application, 'revoked')
  await removeProposal(tx, { offerId })
  await leave(tx, application, 'revoked', prepared)
}

function requireSeen(proposal: Revocation | null, seen: string): asserts proposal is Revocation {
  if (proposal?.proposedAt.toISOString() === seen) return
  throw new PortalError('conflict', 'The proposal has changed since you opened this page. Load the page again.')
}

const record = (tx: Executor, actor: Person, id: string, type: string, data: Record<string, unknown>) =>
  recordEvent(tx, { applicationId: id, actorId: actor.id, actorRole: 'admin', type, data })
