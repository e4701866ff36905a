import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications, calls, notifications, offers, people } from '@/db/schema'
import { type ReminderWindow, reminderWindows } from '@/lib/applying/deadline/rules'
import { issuedAt } from '@/lib/awarding/decision/letter'
import type { Call } from '@/lib/call/call'
import { allCalls } from '@/lib/platform/call-store/queries'
import { notify } from '@/lib/platform/notification/queries'
import { instantInWords } from '@/lib/shared/ui/instant'

const BATCH = 50
/** An applicant who got the offer less than this many hours ago needs no reminder. */
const FRESH_HOURS = 12

/**
 * Reminds applicants with an unanswered offer, once on each of the Call's days before the deadline; returns how many.
 * After an outage it sends only the latest reminder. Safe to run by several workers at once: a key prevents repeats.
 */
export async function remindOffers(db: Database, now = new Date()): Promise<number> {
  let told = 0
  for (const call of await allCalls(db)) {
    if (!call.resultsReleasedAt) continue
    for (const window of reminderWindows(call.definition.decisions.reminderDays))
      for (let batch = BATCH; batch === BATCH; told += batch)
        batch = await db.transaction((tx) => remindBatch(tx, call, window, now))
  }
  return told
}

async function remindBatch(tx: Executor, call: Call, { days, over }: ReminderWindow, now: Date): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`
  const key = sql<string>`'offer-reminder:' || ${offers.id}::text || ':' || ${days}::text`
  const due = await tx
    .select({
      id: applications.id,
      number: applications.number,
      answerBy: offers.answerBy,
      key,
      person: { id: people.id, email: people.email, name: people.name },
    })
    .from(offers)
    .innerJoin(applications, eq(applications.id, offers.applicationId))
    .innerJoin(people, eq(people.id, applications.personId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(
      and(
        eq(applications.callId, call.id),
        eq(offers.state, 'made'),
        isNotNull(calls.resultsReleasedAt),
        sql`${offers.answerBy} > ${at} + ${over} * interval '1 day'`,
        sql`${offers.answerBy} <= ${at} + ${days} * interval '1 day'`,
        sql`${issuedAt} <= ${at} - ${FRESH_HOURS} * interval '1 hour'`,
        sql`not exists (select from ${notifications} n where n.person_id = ${applications.personId} and n.key = ${key})`,
      ),
    )
    .orderBy(asc(offers.id))
    .limit(BATCH)
    // An answer in progress goes first; then no reminder is needed.
    .for('update', { of: offers, skipLocked: true })
  for (const { id, number, answerBy, key, person } of due) {
    const path = `/apply/${id}/offer`
    const words = { number: number!, callTitle: call.title, applicantName: person.name, url: path }
    const data = { ...words, days, answerBy: instantInWords(answerBy!, call.definition.timeZone) }
    await notify(tx, person, { template: 'offer-reminder', data, path, key })
  }
  return due.length
}
