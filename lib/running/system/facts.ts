import { eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { systemFacts } from '@/db/schema'

export type Facts = Record<string, string | number | boolean>

/** `backup`: the last one that was made and verified. */
export type FactKey = 'backup'

/** Notes that this happened now, replacing the earlier note. Facts must not contain personal data. */
export async function noteFact(executor: Executor, key: FactKey, facts: Facts = {}): Promise<void> {
  const at = sql`now()`
  await executor
    .insert(systemFacts)
    .values({ key, at, facts })
    .onConflictDoUpdate({ target: systemFacts.key, set: { at, facts } })
}

/** When it last happened, with its facts; null for never. */
export async function lastFact(executor: Executor, key: FactKey): Promise<{ at: Date; facts: Facts } | null> {
  const [row] = await executor.select().from(systemFacts).where(eq(systemFacts.key, key))
  return row ?? null
}
