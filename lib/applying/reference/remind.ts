import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications, calls, referenceRequests } from '@/db/schema'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { aboutAsked } from './answer'
import { loadAsked } from './asked'
import { mailLink } from './mail'
import { updateRequest } from './queries'
import { lettersFor, reminderDue } from './rules'

const BATCH = 500

/**
 * Reminds everybody who has not answered and got no mail for the Call's number of days, up to its number of reminders.
 * Returns how many. Several workers may run it at once: it checks each request again under its lock.
 */
export async function remindReferees(db: Database, now = new Date()): Promise<number> {
  let reminded = 0
  let after: string | undefined
  for (;;) {
    const ids = await candidates(db, now, after)
    for (const id of ids) if (await db.transaction((tx) => remind(tx, id, now))) reminded += 1
    after = ids.at(-1)
    if (ids.length < BATCH) return reminded
  }
}

/**
 * Requests that may be due, in the order of their ids, after that one. The SQL says what `reminderDue` says, which decides
 * again under the lock: change both.
 */
async function candidates(db: Database, now: Date, after: string | undefined): Promise<string[]> {
  const days = sql`(${calls.definition} #>> '{references,remindEveryDays}')::int`
  const most = sql`(${calls.definition} #>> '{references,remindAtMost}')::int`
  const rows = await db
    .select({ id: referenceRequests.id })
    .from(referenceRequests)
    .innerJoin(applications, eq(applications.id, referenceRequests.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(
      and(
        inArray(referenceRequests.state, ['invited', 'opened']),
        sql`${referenceRequests.reminders} < ${most}`,
        sql`${referenceRequests.mailedAt} <= ${now.toISOString()}::timestamptz - ${days} * interval '1 day'`,
        after ? gt(referenceRequests.id, after) : undefined,
      ),
    )
    .orderBy(asc(referenceRequests.id))
    .limit(BATCH)
  return rows.map(({ id }) => id)
}

async function remind(tx: Executor, requestId: string, now: Date): Promise<boolean> {
  const asked = await loadAsked(tx, { kind: 'link', requestId }, true)
  const { request, application, call } = asked
  if (lettersFor(application, now) !== 'open' || !reminderDue(request, call.definition.references!, now)) return false
  await mailLink(tx, 'request-reminder', request, aboutAsked(asked), now)
  await updateRequest(tx, requestId, { reminders: request.reminders + 1 })
  const { applicationId, kind, name } = request
  const data = { request: requestId, kind, name }
  await recordEvent(tx, { applicationId, actorId: null, actorRole: 'system', type: 'request-reminded', data })
  return true
}
