import { createReadStream, createWriteStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Problem } from '@/lib/shared/problem'
import { measuring } from './copy-text'
import { decrypted, encrypted } from './crypt'
import { type FileState, isSetName, type KeptFile, type Manifest, manifestSchema } from './format'

/** Reads and writes the parts of one set; `format.ts` describes them. */

/** Names of the complete sets in a folder of backups, oldest first. */
export async function setsIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter(isSetName).sort()
}

/** @throws Problem if there is no manifest, or it is not one of a complete backup. */
export async function readManifest(set: string): Promise<Manifest> {
  const text = await readFile(path.join(set, 'manifest.json'), 'utf8').catch(() => {
    throw new Problem(`${set} is no whole backup: it has no manifest.json.`)
  })
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch {
    throw new Problem(`${path.join(set, 'manifest.json')} is damaged, or of a newer portal.`)
  }
}

/** The files of a set, in the order of its list. */
export async function readFiles(set: string): Promise<KeptFile[]> {
  const text = await readFile(path.join(set, 'files.tsv'), 'utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [key = '', size, sha256 = '', state] = line.split('\t')
      return { key, size: Number(size), sha256, state: state as FileState }
    })
}

export const listOfFiles = (files: KeptFile[]) =>
  files.map(({ key, size, sha256, state }) => `${key}\t${size}\t${sha256}\t${state}\n`).join('')

/** A sink for the dump that compresses, encrypts and stores it; `done` has its size and hash on disk. */
export function keepDump(set: string, recipient: string | null) {
  const file = `database.sql.gz${recipient ? '.age' : ''}`
  const sink = createGzip()
  const done = (async () => {
    const measure = measuring()
    const out = createWriteStream(path.join(set, file), { mode: 0o600, flush: true })
    await pipeline(await encrypted(sink, recipient), measure, out)
    const { size, sha256 } = measure.result()
    return { file, size, stored: sha256 }
  })()
  return { sink, done }
}

/** The SQL of a set. */
export async function openDump(set: string, { database }: Manifest, identity: string | null): Promise<Readable> {
  const stored = createReadStream(path.join(set, database.file))
  const zipped = await decrypted(stored, identity)
  return zipped.pipe(createGunzip()).on('close', () => stored.destroy())
}

/** The path of a portal's file in a folder of backups; each public key has separate copies. */
export function placeOf(folder: string, key: string, recipient: string | null): string {
  if (!/^[\w-]+$/.test(key)) throw new Problem(`not a storage key: ${key}`)
  const name = recipient ? `${key}.${recipient.slice(4, 12)}.age` : key
  return path.join(folder, 'files', key.slice(0, 2), key.slice(2, 4), name)
}
