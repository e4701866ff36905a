import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { eventDetails, events } from '@/db/schema'
import { hashOf } from './details'

/** Checks the chain of events, and the details kept beside it, from the first to the last. */

export type Broken = { id: number; why: string }
export type Verified = { checked: number; broken: Broken | null; seal: string | null }

const AT_ONCE = 5000
/** The smallest bigint: an inserted event may have any id. */
const BEFORE_ALL = '-9223372036854775808'
/** No transaction of the portal takes this long: everything that began before is committed. */
const SETTLED = "interval '1 hour'"

type Row = { id: string; application: string; previous: string; hash: string; intact: boolean; settled: boolean } & Kept
/** `named`: the event's hash of its details; the others: the present details, and whether they were erased. */
type Kept = { named: string | null; salt: string | null; details: Record<string, unknown> | null; erased: boolean }

/** Whether the event still matches its hash; computes it like the trigger `events_chain`. */
const intact = sql.raw(`hash = encode(sha256(convert_to(jsonb_build_array(previous_hash, id, application_id, actor_id,
  actor_role, type, data, extract(epoch from at))::text, 'UTF8')), 'hex')`)

/**
 * Checks all events in batches, and stops at the first that was altered or does not follow the one before it. `seal`
 * covers all events that began more than an hour ago; with an earlier seal, `since`, it also detects a rewritten chain
 * or a missing end. `told` receives the progress.
 * @throws Error if `since` is not a seal
 */
export async function verifyEvents(
  executor: Executor,
  { since, told = async () => {} }: { since?: string; told?: (checked: number) => Promise<void> } = {},
): Promise<Verified> {
  const earlier = since === undefined ? null : readSeal(since)
  const [now] = await executor.execute<{ until: string }>(
    sql`select to_char(now() at time zone 'UTC' - ${sql.raw(SETTLED)}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as until`,
  )
  const ends = new Map<string, string>()
  const seal = sealing()
  const seal0 = earlier && sealing()
  let checked = 0
  for (let after = BEFORE_ALL; ; ) {
    const rows = await batch(executor, after, now!.until, earlier?.until ?? null)
    for (const row of rows) {
      const broken = await problemOf(executor, row, ends)
      if (broken) return { checked, broken, seal: null }
      ends.set(row.application, row.hash)
      if (row.settled) seal.add(row.hash)
      if (row.earlier) seal0?.add(row.hash)
      checked++
    }
    if (rows.length === 0) break
    after = rows.at(-1)!.id
    await told(checked)
  }
  const broken = earlier && seal0!.text(earlier.until) !== since ? { id: 0, why: SINCE } : null
  return { checked, broken, seal: broken ? null : seal.text(now!.until) }
}

const SINCE = 'The events up to the time of the seal are not those that were there then.'

function batch(executor: Executor, after: string, until: string, earlier: string | null) {
  return executor.execute<Row & { earlier: boolean }>(sql`
    select id::text, coalesce(application_id::text, '') as application, previous_hash as previous, hash,
      ${intact} as intact, at < ${until}::timestamptz as settled, coalesce(at < ${earlier}::timestamptz, false) as earlier,
      case when application_id is not null then ${events}.data ->> 'details' end as named, d.salt, d.details,
      d.salt is null and ${events}.data ? 'details' and exists (select from ${events} x
        where x.application_id = ${events}.application_id and x.type = 'erased' and x.id > ${events}.id) as erased
    from ${events} left join (select event_id, salt, data as details from ${eventDetails}) d on d.event_id = ${events}.id
    where id > ${after}::bigint order by ${events.id} limit ${AT_ONCE}`)
}

async function problemOf(executor: Executor, row: Row, ends: Map<string, string>): Promise<Broken | null> {
  const id = Number(row.id)
  if (!row.intact) return { id, why: 'It is not as it was written.' }
  const why = problemOfDetails(row)
  if (why) return { id, why }
  if (row.previous === (ends.get(row.application) ?? '')) return null
  // Another event of this chain may have been written but not committed when its batch was read.
  if (await follows(executor, row)) return null
  return { id, why: 'The event before it, of the same application, is missing or is another one.' }
}

/**
 * The names and words of an event are kept beside the chain, which holds their hash: they may be erased, but not
 * changed.
 */
function problemOfDetails({ named, salt, details, erased }: Kept): string | null {
  if (salt !== null && details !== null)
    return named === hashOf({ salt, data: details }) ? null : 'Its names or words are not as they were written.'
  return named === null || erased ? null : 'Its names or words are missing, and nobody had them erased.'
}

/** The same in one statement, which sees one moment. */
async function follows(executor: Executor, { id, application, previous }: Row): Promise<boolean> {
  const [before] = await executor.execute<{ hash: string; intact: boolean }>(sql`
    select hash, ${intact} as intact from ${events}
    where application_id is not distinct from nullif(${application}, '')::uuid and id < ${id}::bigint
    order by ${events.id} desc limit 1`)
  return before ? before.intact && before.hash === previous : previous === ''
}

/** A seal names a moment and the number of events that began before it, with a hash over theirs. */
function sealing() {
  const hash = createHash('sha256')
  let count = 0
  return {
    add(text: string) {
      hash.update(text)
      count++
    },
    text: (until: string) => `${until}_${count}_${hash.digest('hex')}`,
  }
}

function readSeal(text: string): { until: string } {
  const until = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_\d+_[0-9a-f]{64}$/.exec(text)?.[1]
  if (!until) throw new Error('This is no seal: it is what an earlier look at the chain ended with.')
  return { until }
}
