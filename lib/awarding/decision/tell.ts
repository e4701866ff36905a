import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Database, Executor } from '@/db/client'
import { applications, calls, notifications, offerConditions, offers, people } from '@/db/schema'
import { callById } from '@/lib/platform/call-store/queries'
import { type Notice, notify } from '@/lib/platform/notification/queries'
import { instantInWords } from '@/lib/shared/ui/instant'

/** Sends results as mails and notifications, in a job after the release, so that the admin does not wait. */

const BATCH = 100
const TOLD = ['awarded', 'waiting-list', 'not-awarded', 'not-nominated'] as const
const payloadSchema = z.object({ callId: z.uuid() })

/** Queues the mails to applicants with a result and no mail about it; nothing before the release. */
export async function queueResults(tx: Executor, callId: string): Promise<void> {
  await tx.execute(resultsJob(callId))
}

/** The same as a part of a statement; reading it queues the job. */
export const resultsJob = (callId: string) => sql`
  select graphile_worker.add_job('tell-results', ${JSON.stringify({ callId })}::json) as job
  from ${calls} where id = ${callId} and results_released_at is not null`

/** A promoted applicant gets two: one for each state, and for each offer. */
const key = sql`'result:' || ${applications.id}::text || ':' || coalesce(${offers.id}::text, ${applications.state}::text)`

/**
 * Tells a batch of applicants their result, and queues the next batch if there may be one. The key limits each result
 * to one mail, whichever worker runs, and whenever one is killed.
 */
export async function tellResults(db: Database, payload: unknown, most = BATCH): Promise<void> {
  const { callId } = payloadSchema.parse(payload)
  await db.transaction(async (tx) => {
    const call = await callById(tx, callId)
    if (!call.resultsReleasedAt) return
    const due = await tx
      .select({
        id: applications.id,
        number: applications.number,
        state: applications.state,
        key: sql<string>`${key}`,
        offerId: offers.id,
        answerBy: offers.answerBy,
        person: { id: people.id, email: people.email, name: people.name },
      })
      .from(applications)
      .innerJoin(people, eq(people.id, applications.personId))
      .leftJoin(offers, and(eq(offers.applicationId, applications.id), eq(offers.state, 'made')))
      .where(
        and(
          eq(applications.callId, callId),
          inArray(applications.state, [...TOLD]),
          sql`not exists (select from ${notifications} n where n.person_id = ${applications.personId} and n.key = ${key})`,
        ),
      )
      .orderBy(asc(applications.id))
      .limit(most)
      .for('no key update', { of: applications, skipLocked: true })
    for (const { id, number, state, person, ...offer } of due) {
      const path = state === 'awarded' ? `/apply/${id}/offer` : `/apply/${id}`
      const data = { applicantName: person.name, number: number!, callTitle: call.title, url: path }
      const about = { path, key: offer.key }
      if (state === 'awarded') {
        const answerBy = instantInWords(offer.answerBy!, call.definition.timeZone)
        const conditions = await conditionsInWords(tx, offer.offerId!, call.definition.timeZone)
        await notify(tx, person, { template: 'result-awarded', data: { ...data, answerBy, conditions }, ...about })
      } else {
        const template = state === 'waiting-list' ? 'result-waiting-list' : 'result-not-awarded'
        await notify(tx, person, { template, data, ...about } satisfies Notice<typeof template>)
      }
    }
    if (due.length === most) await queueResults(tx, callId)
  })
}

async function conditionsInWords(tx: Executor, offerId: string, zone: string): Promise<string[]> {
  const rows = await tx
    .select({ text: offerConditions.text, due: offerConditions.due })
    .from(offerConditions)
    .where(eq(offerConditions.offerId, offerId))
    .orderBy(asc(offerConditions.due), asc(offerConditions.text))
  return rows.map(({ text, due }) => (due ? `${text}, by ${instantInWords(due, zone)}` : text))
}
