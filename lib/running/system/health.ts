import { sql } from 'drizzle-orm'
import { type Database, forHealth } from '@/db/client'
import { storage } from '@/lib/applying/document/storage'
import { isDraining } from '@/lib/shared/draining'
import { log } from '@/lib/shared/log/log'
import { migrationsOfBuild } from './build'

/** What is looked at, each 'ok' or what is wrong with it, in words that tell nothing of persons or addresses. */
export type Readiness = { status: 'ready' | 'degraded' | 'not ready'; checks: Record<string, string> }

/** An answer is good for so long: balancers ask often, and several of them. */
const FRESH_MS = 1000
const PATIENCE_MS = 3000
/** No worker was heard of for so long: as many seconds as make an instance gone (lib/running/system/instances.ts). */
const SILENT_SECONDS = 120

let asked: { at: number; answer: Promise<Readiness> } | undefined

/**
 * Whether requests should be sent to this instance: it is not about to end, its database answers with the tables of this
 * build, and its files are there. 'degraded' still serves: the database takes no changes, or no worker runs, which is so
 * for every instance alike. Has a connection of its own, so that a full pool is not taken for a database that is away.
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

/** What was found, or why not. */
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
    // A newer one is of an instance that has been replaced already.
    schema: Number(row!.latest ?? 0) >= needed ? 'ok' : 'older than this build',
    changes: row!.fixed ? 'the database takes none' : 'ok',
    jobs: row!.worker ? 'ok' : 'no worker was heard of',
  }
}
