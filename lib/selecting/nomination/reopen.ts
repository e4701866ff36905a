import type { Database } from '@/db/client'
import { nominationLists, nominationReopenings } from '@/db/schema'
import { move } from '@/lib/applying/application/move'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canReopenNominations } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { lockApplications } from './hand-in'
import { ofList } from './queries'
import { DECIDED, type ListKey } from './rules'
import { lockList } from './save'
import { tellReopened } from './tell'

/**
 * Reopens a list that was handed in: its candidates are under review again, their ranks stay, and the signed list stays
 * with the reason. For admins; the officers of the institution get a notice.
 * @throws PortalError 'not-found', 'forbidden', 'conflict' if it is open, or a place was awarded from it.
 */
export async function reopenList(db: Database, admin: Person, call: Call, key: ListKey, reason: string): Promise<void> {
  await db.transaction(async (tx) => {
    const list = await lockList(tx, admin, call, key)
    if (!canReopenNominations(admin, call.id))
      throw new PortalError('forbidden', 'Only an admin opens a list that was handed in.')
    const { handedInAt, handedInBy, signerName, signerPosition, snapshot } = list
    if (!handedInAt) throw new PortalError('conflict', 'This list is open already.')
    const listed = new Set(snapshot!.map(({ id }) => id))
    const its = (await lockApplications(tx, call, key)).filter(({ id }) => listed.has(id))
    if (its.some(({ state }) => !DECIDED.includes(state) && state !== 'withdrawn'))
      throw new PortalError('conflict', 'Places were already decided from this list, so it can no longer be opened.')
    await tx.insert(nominationReopenings).values({
      callId: call.id,
      ...key,
      handedInAt,
      handedInBy,
      reopenedBy: admin.id,
      reason,
      signerName: signerName!,
      signerPosition: signerPosition!,
      snapshot: snapshot!,
    })
    await tx
      .update(nominationLists)
      .set({ handedInAt: null, handedInBy: null, signerName: null, signerPosition: null, snapshot: null })
      .where(ofList(call.id, key))
    const by = { id: admin.id, role: 'admin' as const }
    for (const application of its)
      if (DECIDED.includes(application.state)) await move(tx, application, 'nominate-again', { by, data: { reason } })
    await recordEvent(tx, {
      applicationId: null,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'nominations-reopened',
      data: { call: call.id, ...key, reason },
    })
    await tellReopened(tx, call, key, { reason })
  })
}
