import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { documents, dossiers, letterFiles } from '@/db/schema'
import { removeWorkFolders } from '@/lib/applying/dossier/work-folder'
import { log } from '@/lib/shared/log/log'
import { isUuid } from '@/lib/shared/uuid'
import { type Storage, storage } from './storage'

/** A younger file may be on its way: the portal stores it first and records it then. */
const HOURS = 24
/** How many keys one statement asks about. */
const BATCH = 500
/** The names that the portal gives; other files in the store are not its own. */
const isOurs = (key: string) => isUuid(key) && key === key.toLowerCase()

/** How many files were removed: `orphans` are complete and in no row, `unfinished` were cut on their way. */
export type Swept = { orphans: number; unfinished: number; workFolders: number }

/**
 * Removes day-old leftovers of cut uploads and killed processes; logs how much. If the database knows less than half of
 * a store, it may be another portal's: then this removes no complete file, and logs an error.
 */
export async function sweepFiles(db: Database, now = new Date(), store?: Storage): Promise<Swept> {
  const kept = store ?? (await storage())
  const before = new Date(now.getTime() - HOURS * 3_600_000)
  const { orphans, known } = await findOrphans(db, kept, before)
  const foreign = orphans.length > known
  if (foreign)
    log.error(
      { orphans: orphans.length, known },
      'Most files of the store are in no row of this database, so none is removed: is it the store of another portal?',
    )
  else for (const key of orphans) await kept.remove(key)
  const swept = {
    orphans: foreign ? 0 : orphans.length,
    unfinished: await kept.removeUnfinished(before),
    workFolders: await removeWorkFolders(before),
  }
  log.info({ swept }, 'Removed files that nothing needs.')
  return swept
}

/** Keys of complete files from before that time that no row names, and how many files the rows do name. */
async function findOrphans(db: Executor, store: Storage, before: Date): Promise<{ orphans: string[]; known: number }> {
  const orphans: string[] = []
  let known = 0
  let batch: { key: string; changed: Date }[] = []
  const ask = async () => {
    const named = await namedOf(
      db,
      batch.map(({ key }) => key),
    )
    known += named.size
    orphans.push(...batch.filter(({ key, changed }) => changed < before && !named.has(key)).map(({ key }) => key))
    batch = []
  }
  for await (const file of store.list()) {
    if (isOurs(file.key)) batch.push(file)
    if (batch.length === BATCH) await ask()
  }
  await ask()
  return { orphans, known }
}

/** Every table whose rows name a file of the store. */
export const HOLDERS = [documents, letterFiles, dossiers]

async function namedOf(db: Executor, keys: string[]): Promise<Set<string>> {
  const asked = sql`select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb)`
  const each = HOLDERS.map((table) => sql`select storage_key as key from ${table} where storage_key in (${asked})`)
  const rows = await db.execute<{ key: string }>(sql.join(each, sql` union `))
  return new Set(rows.map(({ key }) => key))
}
