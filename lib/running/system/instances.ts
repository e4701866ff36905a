import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { asc, eq, sql } from 'drizzle-orm'
import { type Database, db, type Executor } from '@/db/client'
import { instances } from '@/db/schema'
import { log } from '@/lib/shared/log/log'
import { build } from './build'

export type Role = 'web' | 'worker'
export type Instance = typeof instances.$inferSelect & { present: boolean }

const BEAT_MS = 30_000
/** An instance silent for this long is gone. */
const GONE_SECONDS = 120
const KEPT_HOURS = 24
/** A missing database must not prevent shutdown. */
const PARTING_MS = 1000

/**
 * Reports that this process is alive, now and every half minute, until it stops. A missing database costs one beat and
 * nothing else.
 */
export function keepPresent(role: Role, database: Database = db): { id: string; stop(): Promise<void> } {
  const id = randomUUID()
  const row = { id, role, build: build(), host: hostname() }
  const beat = () =>
    database
      .insert(instances)
      .values(row)
      .onConflictDoUpdate({ target: instances.id, set: { seenAt: sql`now()` } })
      .catch((err) => log.debug({ err }, 'A sign of life was not noted.'))
  let last = beat()
  const timer = setInterval(() => {
    last = beat()
  }, BEAT_MS).unref()
  return {
    id,
    stop: async () => {
      clearInterval(timer)
      const gone = last.then(() => database.delete(instances).where(eq(instances.id, id))).catch(() => {})
      await Promise.race([gone, sleep(PARTING_MS, undefined, { ref: false })])
    },
  }
}

/** All instances within a day, by role and start; `present`: alive in the last two minutes. */
export function listInstances(executor: Executor): Promise<Instance[]> {
  return executor
    .select({
      id: instances.id,
      role: instances.role,
      build: instances.build,
      host: instances.host,
      startedAt: instances.startedAt,
      seenAt: instances.seenAt,
      present: sql<boolean>`${instances.seenAt} > now() - ${GONE_SECONDS} * interval '1 second'`,
    })
    .from(instances)
    .orderBy(asc(instances.role), asc(instances.startedAt))
}

/** Removes those silent for a day. Returns how many. */
export async function removeGoneInstances(executor: Executor): Promise<number> {
  const gone = sql`${instances.seenAt} < now() - ${KEPT_HOURS} * interval '1 hour'`
  return (await executor.delete(instances).where(gone).returning({ id: instances.id })).length
}
