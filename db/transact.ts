import type { Database } from '@/db/client'

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** The data changed and the transaction needs other locks: it rolls back and tries again. */
export class Again extends Error {}

/** PostgreSQL's codes for errors that may not recur: a deadlock, a failed serialization. */
const PASSING = ['40P01', '40001']
/** A limit's trigger refuses what the earlier check allowed: the limit changed in between, so the check runs again. */
const LIMITS = ['sub_quotas_hold', 'sub_quotas_most']
const ATTEMPTS = 5

/**
 * A transaction that tries again if another one was in its way. All code takes locks in one order (tracks, then
 * applications, then limits, then places, each in their own order), so deadlocks are unlikely; if one comes, nobody
 * sees it.
 */
export async function transact<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (attempt === ATTEMPTS || !passes(error)) throw error
    }
  }
}

function passes(error: unknown): boolean {
  if (error instanceof Again || PASSING.includes(fieldOf(error, 'code') ?? '')) return true
  return LIMITS.includes(fieldOf(error, 'constraint_name') ?? '')
}

/** A field of PostgreSQL's error, which Drizzle wraps in its own, except at commit. */
export function fieldOf(error: unknown, field: 'code' | 'constraint_name'): string | undefined {
  if (!(error instanceof Error)) return undefined
  const own = (error as Error & Record<string, unknown>)[field]
  return typeof own === 'string' ? own : fieldOf(error.cause, field)
}
