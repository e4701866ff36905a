import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { connect } from '@/db/client'
import type { Storage } from '@/lib/applying/document/storage'
import { verifyEvents } from '@/lib/platform/ledger/verify'
import { noteFact } from '@/lib/running/system/facts'
import { filesOf } from './catalog'
import { withClient } from './connect'
import { measuring } from './copy-text'
import { dumpDatabase } from './dump'
import { copyFiles } from './files'
import { FORMAT, isKept, type KeptFile, type Manifest, nameOfSet } from './format'
import { nameOfMigration } from './schema-at'
import { fingerprint } from './secret'
import { keepDump, listOfFiles, readFiles, setsIn } from './set'

export type BackingUp = {
  url: string
  store: Storage
  /** The folder that contains all sets. */
  folder: string
  /** The public age key for encryption; null for none. */
  recipient: string | null
  /** The portal's NEXTAUTH_SECRET; the backup keeps a fingerprint of it. */
  secret: string
  told?: (what: string) => void
}

/**
 * Makes a backup while the portal runs: the rows of one snapshot, then the files that they name. The set's name ends in
 * `….partial` until it is complete. The database records each backup.
 */
export async function backUp(given: BackingUp): Promise<{ set: string; manifest: Manifest }> {
  const { url, folder, recipient, told = () => {} } = given
  const set = path.join(folder, nameOfSet(new Date()))
  const partial = `${set}.partial`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await mkdir(partial, { mode: 0o700 })
  const { sink, done } = keepDump(partial, recipient)
  const [dumped, database, postgres] = await withClient(url, async (client) => {
    const [dumped, database] = await Promise.all([
      dumpDatabase(client, sink, (table) => told(`Rows of ${table}`)),
      done,
    ])
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return [dumped, database, rows[0]!.server_version] as const
  })
  const { files: named, at, ...rows } = dumped
  const known = await knownIn(folder)
  const copied = await copyFiles(named, {
    store: given.store,
    folder,
    recipient,
    known,
    told: (done) => (done % 200 === 0 || done === named.length) && told(`${done} of ${named.length} files`),
  })
  const files = await withRemoved(url, copied)
  const list = listOfFiles(files)
  await writeFile(path.join(partial, 'files.tsv'), list, { mode: 0o600, flush: true })
  const manifest: Manifest = {
    format: FORMAT,
    at: at.toISOString(),
    portal: { version: await version(), postgres },
    schema: nameOfMigration(rows.migrations.at(-1)) ?? 'unknown',
    ...rows,
    database,
    files: { ...countsOf(files), sha256: createHash('sha256').update(list).digest('hex') },
    seal: await sealOf(url),
    secret: fingerprint(given.secret),
    recipient,
  }
  await requireStored(partial, manifest)
  const text = `${JSON.stringify(manifest, null, 1)}\n`
  await writeFile(path.join(partial, 'manifest.json'), text, { mode: 0o600, flush: true })
  await rename(partial, set)
  await note(url, manifest)
  return { set, manifest }
}

async function knownIn(folder: string): Promise<Map<string, KeptFile>> {
  const last = (await setsIn(folder)).at(-1)
  const files = last ? await readFiles(path.join(folder, last)) : []
  return new Map(files.map((file) => [file.key, file]))
}

/** A file removed since the snapshot is not missing from the store. */
async function withRemoved(url: string, files: KeptFile[]): Promise<KeptFile[]> {
  if (files.every(({ state }) => state !== 'missing')) return files
  const named = new Set((await withClient(url, filesOf)).map(({ key }) => key))
  return files.map((file) => (file.state !== 'missing' || named.has(file.key) ? file : { ...file, state: 'removed' }))
}

function countsOf(files: KeptFile[]) {
  const count = (state: string) => files.filter((file) => file.state === state).length
  const bytes = files.filter(isKept).reduce((sum, { size }) => sum + size, 0)
  return { kept: count('kept'), missing: count('missing'), damaged: count('damaged'), bytes }
}

const version = async (): Promise<string> => JSON.parse(await readFile('package.json', 'utf8')).version

/** The seal covers events at least an hour old, which are all in the snapshot. */
async function sealOf(url: string): Promise<string | null> {
  const { db, close } = connect(url, 1)
  return verifyEvents(db)
    .then(({ seal }) => seal)
    .finally(close)
}

async function note(url: string, { database, files }: Manifest): Promise<void> {
  const { db, close } = connect(url, 1)
  const { kept, missing, damaged, bytes } = files
  await noteFact(db, 'backup', { bytes: database.size + bytes, files: kept, missing, damaged }).finally(close)
}

/** Reads the written set. @throws Error if its rows differ from the manifest. */
export async function requireStored(set: string, { database }: Manifest): Promise<void> {
  const measure = measuring()
  const stored = createReadStream(path.join(set, database.file))
  stored.once('error', (error) => measure.destroy(error))
  stored.pipe(measure).resume()
  await finished(measure)
  const { size, sha256 } = measure.result()
  if (size !== database.size || sha256 !== database.stored)
    throw new Error(`${database.file} is damaged: it is not what its manifest says.`)
}
