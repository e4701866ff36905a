import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { submissions } from '@/db/schema'
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

/**
 * The Call's conditions that each of these would get. The caller may read them, and may have read `submissions`, the
 * last of each.
 */
export async function conditionsByApplication(
  executor: Executor,
  call: Call,
  track: string,
  ids: string[],
  without: string[] = [],
  submissions?: Submission[],
): Promise<Map<string, OfferCondition[]>> {
  const conditions = conditionsOfTrack(call.definition, track).filter(({ key }) => !without.includes(key))
  const submitted = needsAnswers(conditions)
    ? await submittedBy(executor, call, submissions ?? (await executor.execute<Submission>(lastSubmissions(ids))))
    : new Map<string, Submitted>()
  return new Map(ids.map((id) => [id, conditionsFor(conditions, track, submitted.get(id))]))
}

export type Submission = { id: string; answers: AllAnswers; version: number; at: string }

/** The statement for the answers of each last submission, and its time. */
export const lastSubmissions = (ids: string[]): SQL => sql`
  select distinct on (application_id) application_id as id, snapshot -> 'answers' as answers,
    (snapshot #>> '{call,version}')::int as version, submitted_at as at
  from ${submissions} where application_id = any(${sql.param(ids)}::uuid[]) order by application_id, attempt desc`

async function submittedBy(executor: Executor, call: Call, rows: Submission[]): Promise<Map<string, Submitted>> {
  const found = new Map<string, Submitted>()
  for (const { id, answers, version, at } of rows) {
    const asked = await definitionOf(executor, call, { call: { version } })
    found.set(id, { answers, submittedAt: new Date(at), asked })
  }
  return found
}

/**
 * The conditions of new offers to these: the Call's that apply, and what the admin adds. By application: the rows, and
 * the Call's keys for the record.
 */
export async function newConditions(
  tx: Executor,
  { call, track }: { call: Call; track: string },
  ids: string[],
  { without, more = [] }: ConditionChoice,
  submissions?: Submission[],
): Promise<{ rows: Map<string, { text: string; due: Date | null }[]>; keys: Map<string, string[]> }> {
  const its = await conditionsByApplication(tx, call, track, ids, without, submissions)
  const now = new Date()
  const row = (one: OfferCondition) => ({ text: one.label, due: dueOf(one, call.definition.timeZone, now) })
  return {
    rows: new Map([...its].map(([id, conditions]) => [id, [...conditions.map(row), ...more]])),
    keys: new Map([...its].map(([id, conditions]) => [id, conditions.map(({ key }) => key)])),
  }
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
