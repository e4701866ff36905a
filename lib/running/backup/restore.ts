import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { connect } from '@/db/client'
import type { Storage } from '@/lib/applying/document/storage'
import { verifyAllPlaces } from '@/lib/awarding/decision/verify-all'
import { verifyEvents } from '@/lib/platform/ledger/verify'
import { oneLine, Problem } from '@/lib/shared/problem'
import { requireStored } from './back-up'
import { withClient } from './connect'
import { putFiles } from './files'
import type { Manifest } from './format'
import type { Compared } from './load'
import { loadSet } from './load-set'
import { isSecretOf } from './secret'
import { readFiles, readManifest } from './set'

export type Restoring = {
  url: string
  store: Storage
  /** The folder of the set, within the folder of backups. */
  set: string
  /** The secret age key; null if the set is not encrypted. */
  identity: string | null
  /** The NEXTAUTH_SECRET of the restored portal. */
  secret: string
  told?: (what: string) => void
}
export type Restored = { manifest: Manifest; tables: Compared[]; events: number; places: number; faults: string[] }

/**
 * Restores a set into an empty, unused database: the files first, then the rows in one transaction, then the present
 * schema. Then it checks the chain of events against the backup's seal, and the places against the events.
 * @throws Problem, before writing a row, if the set is damaged or for another secret, or the database is not empty.
 */
export async function restore({ url, store, set, identity, secret, told = () => {} }: Restoring): Promise<Restored> {
  const manifest = await readManifest(set)
  if (!isSecretOf(secret, manifest.secret))
    throw new Problem(
      'NEXTAUTH_SECRET is not that of the backed-up portal: authenticators and forms could not be read.',
    )
  if (manifest.recipient && !identity) throw new Problem('the backup is encrypted: give its key or its passphrase.')
  await requireEmpty(url)
  await requireStored(set, manifest).catch((error) => {
    throw new Problem(oneLine(error))
  })
  const list = await readFile(path.join(set, 'files.tsv'))
  if (createHash('sha256').update(list).digest('hex') !== manifest.files.sha256)
    throw new Problem('files.tsv is damaged: it is not what the manifest says.')
  const bad = await putFiles(await readFiles(set), {
    store,
    folder: path.dirname(path.resolve(set)),
    recipient: manifest.recipient,
    identity,
    told: (done) => done % 200 === 0 && told(`${done} of ${manifest.files.kept + manifest.files.damaged} files`),
  })
  if (bad.length > 0)
    throw new Problem(
      `${bad.length} files of the backup are damaged or missing, ${bad[0]} the first; nothing is loaded.`,
    )
  told('Rows')
  const tables = await loadSet(url, set, manifest, identity)
  return { manifest, tables, ...(await look(url, manifest)) }
}

async function look(url: string, { seal }: Manifest) {
  const { db, close } = connect(url, 1)
  try {
    const { checked, broken } = await verifyEvents(db, seal ? { since: seal } : {})
    const { taken, faults } = await verifyAllPlaces(db)
    const chain = broken ? [`the chain of events is broken${broken.id ? ` at ${broken.id}` : ''}: ${broken.why}`] : []
    return { events: checked, places: taken, faults: [...chain, ...faults] }
  } finally {
    await close()
  }
}

async function requireEmpty(url: string): Promise<void> {
  const [state] = await withClient(url, async (client) => {
    const { rows } = await client.query<{ others: number; tables: number }>(`
      select (select count(*)::int from pg_stat_activity where datname = current_database()
          and pid <> pg_backend_pid() and backend_type = 'client backend') as others,
        (select count(*)::int from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r') as tables`)
    return rows
  })
  if (state!.others > 0) throw new Problem('others use this database: stop the portal first.')
  if (state!.tables > 0) throw new Problem('this database is not empty: a backup is restored into an empty one.')
}
