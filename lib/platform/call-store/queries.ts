import { and, asc, count, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { calls, callVersions, institutions, places, tracks } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { type CallDefinition, type CallInput, callDefinitionSchema } from '@/lib/call/definition'
import { isOpen } from '@/lib/call/rules'

const columns = {
  id: calls.id,
  slug: calls.slug,
  title: calls.title,
  version: calls.version,
  opensAt: calls.opensAt,
  closesAt: calls.closesAt,
  graceMinutes: calls.graceMinutes,
  letterGraceDays: calls.letterGraceDays,
  resultsReleasedAt: calls.resultsReleasedAt,
}

/** Definitions by id and version: a version never changes, so this cache cannot go stale. */
const definitions = new Map<string, { version: number; definition: CallDefinition }>()

/** The version that this process read last, which may no longer be the present one. */
export const knownDefinition = (callId: string) => definitions.get(callId)

/** Adds the definition to a Call's row; reads each version from the database once. */
export async function withDefinition(executor: Executor, row: Omit<Call, 'definition'>): Promise<Call> {
  const kept = definitions.get(row.id)
  if (kept?.version === row.version) return { ...row, definition: kept.definition }
  const [found] = await executor
    .select({ version: calls.version, definition: calls.definition })
    .from(calls)
    .where(eq(calls.id, row.id))
  if (!found) throw new Error(`The call ${row.slug} went away.`)
  // Definitions stored by an older portal lack newer fields with defaults.
  const parsed = { version: found.version, definition: callDefinitionSchema.parse(found.definition) }
  definitions.set(row.id, parsed)
  return { ...row, ...parsed }
}

/** The Call by its slug ('2021'), or null. */
export async function findCall(executor: Executor, slug: string): Promise<Call | null> {
  // It may come from an address, and PostgreSQL refuses a zero character with an error.
  if (slug.includes('\0')) return null
  const [row] = await executor
    .select(columns)
    .from(calls)
    .where(and(eq(calls.slug, slug), eq(calls.published, true)))
  return row ? withDefinition(executor, row) : null
}

/** The present Call by its id from the database. */
export async function callById(executor: Executor, id: string): Promise<Call> {
  const [row] = await executor.select(columns).from(calls).where(eq(calls.id, id))
  return withDefinition(executor, row!)
}

/** The open Call; else the next to open; else the last; null if there is none. */
export async function currentCall(executor: Executor, now = new Date()): Promise<Call | null> {
  const rows = await executor.select(columns).from(calls).where(eq(calls.published, true)).orderBy(asc(calls.opensAt))
  const row = currentOf(rows, now)
  return row ? withDefinition(executor, row) : null
}

/** The same of Calls at hand, in the order in which they open. */
export function currentOf<Row extends Omit<Call, 'definition'>>(rows: Row[], now = new Date()): Row | undefined {
  const at = (phases: string[]) => rows.filter((row) => phases.includes(isOpen(row, now)))
  return at(['open', 'grace'])[0] ?? at(['before'])[0] ?? at(['closed']).at(-1)
}

/** Every published Call, the newest first. */
export async function allCalls(executor: Executor): Promise<Call[]> {
  const rows = await executor.select(columns).from(calls).where(eq(calls.published, true)).orderBy(desc(calls.opensAt))
  return Promise.all(rows.map((row) => withDefinition(executor, row)))
}

/** For each track: its quota and how many of its places are taken. */
export async function placesLeft(
  executor: Executor,
  callId: string,
): Promise<{ track: string; quota: number; taken: number }[]> {
  return executor
    .select({ track: places.track, quota: count(), taken: count(places.applicationId) })
    .from(places)
    .where(eq(places.callId, callId))
    .groupBy(places.track)
}

/**
 * The same as the Call publishes it (`decisions.published`), with null for what it does not: places count as taken once
 * all results are released.
 */
export async function publicPlaces(
  executor: Executor,
  { id, definition, resultsReleasedAt }: Pick<Call, 'id' | 'definition' | 'resultsReleasedAt'>,
): Promise<{ track: string; quota: number | null; taken: number | null }[]> {
  const { published } = definition.decisions
  const all = await placesLeft(executor, id)
  return all.map(({ track, quota, taken }) => ({
    track,
    quota: published.places ? quota : null,
    taken: published.taken ? (resultsReleasedAt ? taken : 0) : null,
  }))
}

/** The stored date, which an admin may have moved, unless the definition has a new one. */
function keptDate(column: typeof calls.opensAt | typeof calls.closesAt, key: 'opensAt' | 'closesAt'): SQL {
  const defined = (definition: SQL) => sql`(${definition} ->> ${sql.raw(`'${key}'`)})::timestamptz`
  return sql`case when ${defined(sql`${calls.definition}`)} = ${defined(sql`excluded.definition`)}
    then ${column} else excluded.${sql.identifier(column.name)} end`
}

/**
 * Writes a new or changed Call in one transaction; a trigger adjusts the places to the quotas. Keeps an extended
 * deadline and a changed quota. A Call that an admin has edited (`lib/running/call-editor`) belongs to the database and
 * stays as it is.
 * @throws ZodError if the definition is wrong; a database error if a quota would fall below the places taken
 */
export async function publishCall(db: Database, input: CallInput): Promise<string> {
  const definition = callDefinitionSchema.parse(input)
  const { slug, title, graceMinutes, letterGraceDays } = definition
  const values = {
    slug,
    title,
    graceMinutes,
    letterGraceDays,
    definition,
    opensAt: new Date(definition.opensAt),
    closesAt: new Date(definition.closesAt),
  }
  return db.transaction(async (tx) => {
    const [before] = await tx.select({ definition: calls.definition }).from(calls).where(eq(calls.slug, slug))
    const [call] = await tx
      .insert(calls)
      .values(values)
      .onConflictDoUpdate({
        target: calls.slug,
        set: {
          ...values,
          opensAt: keptDate(calls.opensAt, 'opensAt'),
          closesAt: keptDate(calls.closesAt, 'closesAt'),
          version: sql`${calls.version} + (${calls.definition} is distinct from excluded.definition)::int`,
        },
        setWhere: isNull(calls.editedAt),
      })
      .returning({ id: calls.id, version: calls.version })
    if (!call) return (await tx.select({ id: calls.id }).from(calls).where(eq(calls.slug, slug)))[0]!.id
    const callId = call.id
    await tx.insert(callVersions).values({ callId, number: call.version, definition }).onConflictDoNothing()
    for (const { key, code, name, quota } of definition.tracks) {
      // Keeps a quota that an admin changed, unless the definition has a new one.
      const same = before?.definition.tracks.some((track) => track.key === key && track.quota === quota)
      await tx
        .insert(tracks)
        .values({ callId, key, code, name, quota })
        .onConflictDoUpdate({ target: [tracks.callId, tracks.key], set: { code, name, ...(same ? {} : { quota }) } })
    }
    await writeInstitutions(tx, callId, definition)
    return callId
  })
}

/**
 * The institutions of a Call as it now defines them; those that it no longer names stay, because applications chose
 * them.
 */
export async function writeInstitutions(tx: Executor, callId: string, definition: CallDefinition): Promise<void> {
  const rows = definition.institutions.map(({ key, host, name }) => ({ callId, key, host, name }))
  await tx
    .insert(institutions)
    .values(rows)
    .onConflictDoUpdate({
      target: [institutions.callId, institutions.key],
      set: { host: sql`excluded.host`, name: sql`excluded.name` },
    })
}
