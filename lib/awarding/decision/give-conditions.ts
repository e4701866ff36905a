import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { offerConditions, submissions } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { OfferCondition } from '@/lib/call/definition'
import type { AllAnswers } from '@/lib/form/definition'
import { definitionOf } from '@/lib/platform/call-store/versions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { conditionsFor, conditionsOfTrack, dueOf, needsAnswers, type Submitted } from './conditions'

/** The admin's choices about the conditions of new offers. */
export type ConditionChoice = {
  /** Keys of the Call's conditions that none of these offers gets. */
  without?: string[]
  /** Additional conditions for each. */
  more?: { text: string; due: Date | null }[]
}

/** The Call's conditions that each of these would get. The caller may read them. */
export async function conditionsByApplication(
  executor: Executor,
  call: Call,
  track: string,
  ids: string[],
  without: string[] = [],
): Promise<Map<string, OfferCondition[]>> {
  const conditions = conditionsOfTrack(call.definition, track).filter(({ key }) => !without.includes(key))
  const submitted = needsAnswers(conditions) ? await submittedBy(executor, call, ids) : new Map<string, Submitted>()
  return new Map(ids.map((id) => [id, conditionsFor(conditions, track, submitted.get(id))]))
}

/** The answers of each last submission, and its time. */
async function submittedBy(executor: Executor, call: Call, ids: string[]): Promise<Map<string, Submitted>> {
  const rows = await executor.execute<{ id: string; answers: AllAnswers; version: number; at: string }>(sql`
    select distinct on (application_id) application_id as id, snapshot -> 'answers' as answers,
      (snapshot #>> '{call,version}')::int as version, submitted_at as at
    from ${submissions} where application_id = any(${sql.param(ids)}::uuid[]) order by application_id, attempt desc`)
  const found = new Map<string, Submitted>()
  for (const { id, answers, version, at } of rows) {
    const asked = await definitionOf(executor, call, { call: { version } })
    found.set(id, { answers, submittedAt: new Date(at), asked })
  }
  return found
}

/**
 * Gives new offers their conditions, in the transaction that makes them: the Call's that apply, and what the admin
 * adds. Returns each application's keys, for the record.
 */
export async function giveConditions(
  tx: Executor,
  { call, track }: { call: Call; track: string },
  made: { id: string; applicationId: string }[],
  { without, more = [] }: ConditionChoice,
): Promise<Map<string, string[]>> {
  const ids = made.map(({ applicationId }) => applicationId)
  const its = await conditionsByApplication(tx, call, track, ids, without)
  const now = new Date()
  const { timeZone } = call.definition
  const rows = made.flatMap(({ id: offerId, applicationId }) => [
    ...its.get(applicationId)!.map((one) => ({ offerId, text: one.label, due: dueOf(one, timeZone, now) })),
    ...more.map((one) => ({ offerId, ...one })),
  ])
  if (rows.length > 0) await tx.insert(offerConditions).values(rows)
  return new Map([...its].map(([id, conditions]) => [id, conditions.map(({ key }) => key)]))
}

/** Records what the admin added, after the award itself. */
export async function recordAdded(tx: Executor, by: string | null, ids: string[], { more = [] }: ConditionChoice) {
  for (const applicationId of ids)
    for (const { text, due } of more)
      await recordEvent(tx, {
        applicationId,
        actorId: by,
        actorRole: 'admin',
        type: 'condition-added',
        data: { text, due: due?.toISOString() ?? null },
      })
}
