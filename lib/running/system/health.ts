import { sql } from 'drizzle-orm'
import { type Database, forHealth } from '@/db/client'
import { storage } from '@/lib/applying/document/storage'
import { isDraining } from '@/lib/shared/draining'
import { log } from '@/lib/shared/log/log'
import { migrationsOfBuild } from './build'

/** The checks, each 'ok' or an error in words that name no people or addresses. */
export type Readiness = { status: 'ready' | 'degraded' | 'not ready'; checks: Record<string, string> }

/** How long an answer is reused: several balancers ask often. */
const FRESH_MS = 1000
const PATIENCE_MS = 3000
/**
 * No worker gave a sign of life for this long: the same number of seconds after which an instance is gone
 * (lib/running/system/instances.ts).
 */
const SILENT_SECONDS = 120

let asked: { at: number; answer: Promise<Readiness> } | undefined

/**
 * Whether this instance should get requests: it is not shutting down, its database answers with this build's tables,
 * and its files are there. 'degraded' still serves: the database is read-only, or no worker runs, which affects every
 * instance alike. It has a separate connection, so that a full pool does not look like a missing database.
 */
export function readiness(now = Date.now()): Promise<Readiness> {
  if (asked && now - asked.at < FRESH_MS && !isDraining()) return asked.answer
  asked = { at: now, answer: look() }
  return asked.answer
}

async function look(): Promise<Readiness> {
  if (isDraining()) return { status: 'not ready', checks: { instance: 'about to end' } }
  const [database, files] = await Promise.all([
    inTime(databaseChecks(forHealth)),
    inTime(storage().then((files) => files.reachable())),
  ])
  const checks: Record<string, string> = {
    ...(typeof database === 'string' ? { database } : database),
    files: typeof files === 'string' ? files : 'ok',
  }
  const vital = [checks.database, checks.schema ?? 'ok', checks.files]
  if (vital.some((check) => check !== 'ok')) return { status: 'not ready', checks }
  return { status: Object.values(checks).every((check) => check === 'ok') ? 'ready' : 'degraded', checks }
}

/** The result, or why there is none. */
function inTime<Found>(work: Promise<Found>): Promise<Found | string> {
  const late = new Promise<string>((resolve) => setTimeout(resolve, PATIENCE_MS, 'does not answer').unref())
  const failed = (err: unknown) => {
    log.debug({ err }, 'The portal is not ready.')
    return 'cannot be reached'
  }
  return Promise.race([work.catch(failed), late])
}

async function databaseChecks(database: Database): Promise<Record<string, string>> {
  const needed = migrationsOfBuild().at(-1)?.when ?? 0
  const [row] = await database.execute<{ latest: string | null; fixed: boolean; worker: boolean }>(sql`
    select (select max(created_at) from drizzle.__drizzle_migrations) as latest,
      current_setting('transaction_read_only')::bool as fixed,
      exists (select from instances where role = 'worker'
        and seen_at > now() - ${SILENT_SECONDS} * interval '1 second') as worker`)
  return {
    database: 'ok',
    // A newer schema means that another instance has already replaced this one.
    schema: Number(row!.latest ?? 0) >= needed ? 'ok' : 'older than this build',
    changes: row!.fixed ? 'the database takes none' : 'ok',
    jobs: row!.worker ? 'ok' : 'no worker was heard of',
  }
}
