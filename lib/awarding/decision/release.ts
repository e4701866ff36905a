import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { applications, calls, offers } from '@/db/schema'
import { transact } from '@/db/transact'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { queueReleased } from '@/lib/platform/webhook-queue/queue'
import { PortalError } from '@/lib/shared/errors'
import { count } from '@/lib/shared/format/format'
import { requireDecider } from './decide'
import { answerBy } from './places'
import { queueResults } from './tell'
import { tracksAlone } from './tracks'

/**
 * Releases the results of a Call at one moment, a column of one row: every applicant sees theirs, and the time to
 * answer the offers begins. A job sends the mails.
 * @throws PortalError 'not-found'; 'conflict' if they are released; 'invalid' while a nominated application is
 * undecided.
 */
export async function releaseResults(db: Database, actor: Person, call: Call): Promise<void> {
  requireDecider(actor, call)
  await transact(db, async (tx) => {
    await tracksAlone(
      tx,
      call.definition.tracks.map(({ key }) => ({ callId: call.id, track: key })),
    )
    const its = eq(applications.callId, call.id)
    const undecided = await tx.$count(applications, and(its, eq(applications.state, 'nominated')))
    if (undecided > 0)
      throw new PortalError('invalid', `${count(undecided, 'nominated application')} still to be decided on.`)
    const [released] = await tx
      .update(calls)
      .set({ resultsReleasedAt: sql`now()` })
      .where(and(eq(calls.id, call.id), isNull(calls.resultsReleasedAt)))
      .returning({ id: calls.id })
    if (!released) throw new PortalError('conflict', 'The results are already released.')
    const ofCall = tx.select({ id: applications.id }).from(applications).where(its)
    const made = await tx
      .update(offers)
      .set({ answerBy: answerBy(call), callVersion: sql`(select version from calls where id = ${call.id})` })
      .where(and(eq(offers.state, 'made'), isNull(offers.answerBy), inArray(offers.applicationId, ofCall)))
      .returning({ id: offers.id })
    await recordEvent(tx, {
      applicationId: null,
      actorId: actor.id,
      actorRole: 'admin',
      type: 'results-released',
      data: { call: call.id, offers: made.length },
    })
    await queueResults(tx, call.id)
    await queueReleased(tx, call.id)
  })
}
