import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { documents, dossiers, letterFiles } from '@/db/schema'
import { removeWorkFolders } from '@/lib/applying/dossier/work-folder'
import { log } from '@/lib/shared/log/log'
import { isUuid } from '@/lib/shared/uuid'
import { type Storage, storage } from './storage'

/** What is younger may still be on its way: a file is put first, and recorded then. */
const HOURS = 24
/** Keys that are asked about in one statement. */
const BATCH = 500
/** The names that the portal gives; whatever else lies in the store is not its own. */
const isOurs = (key: string) => isUuid(key) && key === key.toLowerCase()

/** How many files were removed: `orphans` are whole and in no row, `unfinished` were cut on their way. */
export type Swept = { orphans: number; unfinished: number; workFolders: number }

/**
 * Removes what cut uploads and processes that were killed left behind, once it is a day old; logs how much. A store of which
 * the database knows less than half is taken for another portal's: no whole file is removed then, and an error is logged.
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

/** Keys of whole files that no row names and that were put before that time, and how many files rows do name. */
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
