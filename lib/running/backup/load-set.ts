import { migrateDatabase } from '@/db/migrate'
import { migrateQueue } from '@/db/queue'
import { withClient } from './connect'
import type { Manifest } from './format'
import { type Compared, loadDatabase } from './load'
import { openDump } from './set'

/**
 * Loads the rows of a set into an empty database, as `loadDatabase` does, and then migrates it to the present schema.
 * `identity` is the secret key of an encrypted set. @throws Problem
 */
export async function loadSet(
  url: string,
  set: string,
  manifest: Manifest,
  identity: string | null,
): Promise<Compared[]> {
  await migrateQueue(url)
  const dump = await openDump(set, manifest, identity)
  const compared = await withClient(url, (client) => loadDatabase(client, manifest, dump)).finally(() => dump.destroy())
  await migrateDatabase(url)
  return compared
}
