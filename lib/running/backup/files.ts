import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pLimit from 'p-limit'
import type { Storage } from '@/lib/applying/document/storage'
import { isMissing } from '@/lib/applying/document/storage/missing'
import type { NamedFile } from './catalog'
import { measuring } from './copy-text'
import { decrypted, encrypted } from './crypt'
import { isKept, type KeptFile } from './format'
import { placeOf } from './set'

const AT_ONCE = 4

type Copying = {
  store: Storage
  folder: string
  recipient: string | null
  /** From earlier sets: the facts about files already in the folder. */
  known: Map<string, KeptFile>
  told: (done: number) => void
}

/**
 * Copies files that the folder of backups does not have yet. @throws Error if the store fails in another way than by a
 * missing file.
 */
export async function copyFiles(named: NamedFile[], copying: Copying): Promise<KeptFile[]> {
  const limit = pLimit(AT_ONCE)
  let done = 0
  return limit.map(named, async (file) => {
    const kept = await copyFile(file, copying)
    copying.told(++done)
    return kept
  })
}

async function copyFile({ key, sha256 }: NamedFile, copying: Copying): Promise<KeptFile> {
  const { store, folder, recipient, known } = copying
  const place = placeOf(folder, key, recipient)
  const before = known.get(key)
  if (before && isKept(before) && existsSync(place)) return before
  let source: Readable
  try {
    source = await store.get(key)
  } catch (error) {
    if (!isMissing(error)) throw error
    return { key, size: 0, sha256: sha256 ?? '', state: 'missing' }
  }
  const measure = measuring()
  source.once('error', (error) => measure.destroy(error))
  await mkdir(path.dirname(place), { recursive: true })
  const out = createWriteStream(`${place}.partial`, { mode: 0o600, flush: true })
  await pipeline(await encrypted(source.pipe(measure), recipient), out)
  await rename(`${place}.partial`, place)
  const result = measure.result()
  return { key, ...result, state: sha256 === null || sha256 === result.sha256 ? 'kept' : 'damaged' }
}

/**
 * Puts the files of a set into a store. Returns the keys of those that the backup has lost or that have changed; it
 * stores nothing for them.
 */
export async function putFiles(
  files: KeptFile[],
  { store, folder, recipient, identity, told }: Pick<Copying, 'store' | 'folder' | 'recipient' | 'told'> & Opening,
): Promise<string[]> {
  const limit = pLimit(AT_ONCE)
  let done = 0
  const bad = await limit.map(files.filter(isKept), async ({ key, sha256 }) => {
    const measure = measuring()
    try {
      const stored = createReadStream(placeOf(folder, key, recipient))
      stored.once('error', (error) => measure.destroy(error))
      const opened = await decrypted(stored, identity)
      opened.once('error', (error) => measure.destroy(error))
      await store.put(key, opened.pipe(measure))
    } catch {
      return key
    }
    told(++done)
    if (measure.result().sha256 === sha256) return []
    await store.remove(key)
    return key
  })
  return bad.flat()
}

type Opening = { identity: string | null }
