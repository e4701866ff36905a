import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { offers } from '@/db/schema'
import { transact } from '@/db/transact'
import { move } from '@/lib/applying/application/move'
import { findApplication, loadApplication } from '@/lib/applying/application/queries'
import { shownToApplicant, stateInWords } from '@/lib/lifecycle/application'
import { transitions } from '@/lib/lifecycle/transitions'
import type { Person } from '@/lib/people/actor'
import { PortalError } from '@/lib/shared/errors'
import { openOffer } from './enrol'
import { leave, prepareToLeave } from './give-up-place'
import { tellAnswered } from './tell-officers'

/** `seen`: the ids of the conditions on the page, so that nobody accepts what they have not read. */
type With = { reason?: string; seen?: string[] }

/**
 * The applicant accepts or declines the offer; declining gives the place to the next. The institution's officers get a
 * notice. The database's clock decides whether it is in time. Sending the same answer twice counts once.
 * @throws PortalError 'not-found'; 'conflict' if there is no offer to answer, another answer was given, or a condition
 * was added since the page was shown; 'closed' after the deadline.
 */
export async function answerOffer(
  db: Database,
  person: Person,
  id: string,
  answer: 'accept' | 'decline',
  { reason, seen }: With = {},
) {
  await transact(db, async (tx) => {
    const prepared = answer === 'decline' ? await prepareToLeave(tx, id) : null
    const application = await loadApplication(tx, person, id, 'answer-offer', true)
    if (application.state === transitions[answer].to) return
    // As the applicant sees it: before the release there is no offer.
    const shown = shownToApplicant(application)
    if (shown !== 'awarded') {
      const now = stateInWords(shown).toLowerCase()
      throw new PortalError('conflict', `There is no offer to answer: the application is ${now}.`)
    }
    if (!(await isInTime(tx, id)))
      throw new PortalError(
        'closed',
        'The deadline to answer this offer has passed, so the place goes to somebody else.',
      )
    if (answer === 'accept' && seen && !(await areThose(tx, id, seen)))
      throw new PortalError(
        'conflict',
        'A condition was added to the offer after you opened this page. Read it, then answer.',
      )
    if (answer === 'accept')
      await tx
        .update(offers)
        .set({ state: 'accepted', answeredAt: sql`now()`, answeredBy: person.id })
        .where(sql`${offers.applicationId} = ${id} and ${offers.state} = 'made'`)
    const data = reason ? { reason } : {}
    await move(tx, application, answer, { by: { id: person.id, role: 'applicant' }, data })
    await tellAnswered(tx, application, answer === 'accept' ? 'accepted' : 'declined')
    if (answer === 'decline') await leave(tx, application, 'declined', prepared, person.id)
  })
}

/** Whether these are the conditions of the offer, by their ids. */
async function areThose(tx: Executor, id: string, seen: string[]): Promise<boolean> {
  const ids = (await openOffer(tx, id))!.conditions.map((one) => one.id)
  return ids.sort().join() === [...seen].sort().join()
}

/** By the start of the transaction: waiting for a lock does not make an answer late. */
async function isInTime(tx: Executor, id: string): Promise<boolean> {
  const its = sql`${offers.applicationId} = ${id} and ${offers.state} = 'made' and ${offers.answerBy} >= now()`
  return (await tx.$count(offers, its)) > 0
}

/** Some time after the deadline, so that an answer in progress goes first. */
const MARGIN_MINUTES = 5

/**
 * Ends the offers without an answer in time, each in a separate transaction, and gives their places to the next. Safe
 * to run by several workers at once, and to be killed at any point. Returns how many.
 */
export async function expireOffers(db: Database, now?: Date): Promise<number> {
  const at = now ? sql`${now.toISOString()}::timestamptz` : sql`now()`
  const isDue = sql`${offers.state} = 'made' and ${offers.answerBy} < ${at} - ${MARGIN_MINUTES} * interval '1 minute'`
  const due = await db.select({ id: offers.applicationId }).from(offers).where(isDue).orderBy(offers.applicationId)
  let expired = 0
  for (const { id } of due) {
    expired += await transact(db, async (tx) => {
      const prepared = await prepareToLeave(tx, id)
      const application = (await findApplication(tx, id, true))!
      if ((await tx.$count(offers, sql`${offers.applicationId} = ${id} and ${isDue}`)) === 0) return 0
      await move(tx, application, 'expire', { by: { id: null, role: 'system' } })
      await tellAnswered(tx, application, 'expired')
      await leave(tx, application, 'expired', prepared)
      return 1
    })
  }
  return expired
}
