import { and, asc, eq, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { applications, calls, eligibilityDecisions, notifications, people } from '@/db/schema'
import { move } from '@/lib/applying/application/move'
import { callOf, findApplication } from '@/lib/applying/application/queries'
import { notify } from '@/lib/platform/notification/queries'
import { instantInWords } from '@/lib/shared/ui/instant'

/** Timed work on applications that were returned for correction. Safe to run by several workers at once. */

const BATCH = 50
/** After the grace period, so that a submission that came in time and is in progress goes first. */
const MARGIN_MINUTES = 5
/** An applicant gets a reminder this many days before, if the return was at least a day ago. */
const REMIND_DAYS = 2

const NOT_CORRECTED =
  'Your application had been returned to you to correct it, and it was not submitted again in time. Your earlier submission counts.'

/** Puts applications that were not corrected in time back to the check, as first submitted. Returns how many. */
export async function endCorrections(db: Database, now = new Date()): Promise<number> {
  for (let ended = 0; ; ) {
    const batch = await db.transaction((tx) => endBatch(tx, now))
    ended += batch
    if (batch < BATCH) return ended
  }
}

async function endBatch(tx: Executor, now: Date): Promise<number> {
  const until = sql`${applications.correctBy} + (${calls.graceMinutes} + ${MARGIN_MINUTES}) * interval '1 minute'`
  const due = await tx
    .select({ id: applications.id })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .where(and(eq(applications.state, 'returned'), sql`${until} < ${now.toISOString()}::timestamptz`))
    .orderBy(asc(applications.id))
    .limit(BATCH)
    .for('update', { of: applications, skipLocked: true })
  for (const { id } of due) {
    const application = (await findApplication(tx, id))!
    await move(tx, application, 'check-again', {
      by: { id: null, role: 'system' },
      data: { reason: 'was not corrected in time' },
      told: { text: NOT_CORRECTED },
    })
  }
  return due.length
}

/** Reminds applicants whose time to correct is nearly over, once for each such time. Returns how many. */
export async function remindCorrections(db: Database, now = new Date()): Promise<number> {
  for (let told = 0; ; ) {
    const batch = await db.transaction((tx) => remindBatch(tx, now))
    told += batch
    if (batch < BATCH) return told
  }
}

async function remindBatch(tx: Executor, now: Date): Promise<number> {
  const at = sql`${now.toISOString()}::timestamptz`
  const iso = sql`to_char(${applications.correctBy} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  const key = sql`'correction-reminder:' || ${applications.id}::text || ':' || ${iso}`
  const due = await tx
    .select({
      id: applications.id,
      person: { id: people.id, email: people.email, name: people.name },
    })
    .from(applications)
    .innerJoin(people, eq(people.id, applications.personId))
    .where(
      and(
        eq(applications.state, 'returned'),
        sql`${applications.correctBy} > ${at} and ${applications.correctBy} <= ${at} + ${REMIND_DAYS} * interval '1 day'`,
        sql`exists (select from ${eligibilityDecisions} d where d.application_id = ${applications.id}
          and d.outcome = 'returned' and d.correct_by = ${applications.correctBy} and d.at <= ${at} - interval '1 day')`,
        sql`not exists (select from ${notifications} n where n.person_id = ${applications.personId} and n.key = ${key})`,
      ),
    )
    .orderBy(asc(applications.id))
    .limit(BATCH)
    .for('update', { of: applications, skipLocked: true })
  for (const { id, person } of due) {
    const application = (await findApplication(tx, id))!
    const { definition } = await callOf(tx, application)
    const { number, callTitle, correctBy } = application
    const path = `/apply/${id}`
    await notify(tx, person, {
      template: 'correction-reminder',
      data: {
        applicantName: person.name,
        number: number!,
        callTitle,
        url: path,
        until: instantInWords(correctBy!, definition.timeZone),
      },
      path,
      key: `correction-reminder:${id}:${correctBy!.toISOString()}`,
    })
  }
  return due.length
}
