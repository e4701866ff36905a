import type { Database } from '@/db/client'
import { transact } from '@/db/transact'
import { move, requireState } from '@/lib/applying/application/move'
import { loadApplication } from '@/lib/applying/application/queries'
import { HOLDING } from '@/lib/lifecycle/offers'
import { transitions } from '@/lib/lifecycle/transitions'
import type { Person } from '@/lib/people/actor'
import { leave, prepareToLeave } from './give-up-place'
import { tellAnswered } from './tell-officers'

/**
 * Withdraws the application; its place, if it has one, goes to the next in the same transaction. A withdrawn one stays
 * withdrawn. @throws PortalError 'not-found', 'forbidden', 'conflict' if its state does not allow it.
 */
export async function withdrawApplication(db: Database, person: Person, id: string): Promise<void> {
  await transact(db, async (tx) => {
    const prepared = await prepareToLeave(tx, id)
    const application = await loadApplication(tx, person, id, 'withdraw', true)
    if (application.state === transitions.withdraw.to) return
    requireState(application, 'withdraw')
    await move(tx, application, 'withdraw', { by: { id: person.id, role: 'applicant' } })
    // Before the release nobody knows that there is an offer; officers see the withdrawal itself.
    if (HOLDING.includes(application.state) && application.resultsReleasedAt)
      await tellAnswered(tx, application, 'withdrawn')
    await leave(tx, application, 'withdrawn', prepared)
  })
}
