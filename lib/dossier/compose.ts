import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { storage } from '@/lib/document/storage'
import { isMissing } from '@/lib/document/storage/missing'
import { FOLDERS } from '@/lib/pdf/fonts'
import { workshop } from '@/lib/workers'
import type { DossierContent, DossierFile } from './content'
import { dossierTemplate, type Places, templateData } from './template'

const PATIENCE_MS = 60_000
const PATIENCE_A_FILE_MS = 15_000
const run = workshop('lib/dossier/dossier-worker.mjs')

/** Makes the PDF and keeps it in the storage under the key; gives its size. A file that cannot be shown is left out. */
export async function composeDossier(content: DossierContent, storageKey: string): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dossier-'))
  try {
    const places: Places = []
    for (const [index, { file }] of content.parts.entries()) {
      places.push(file && (await fetchFile(file, folder, String(index))))
    }
    await typesetWithout(content, folder, places)
    const made = path.join(folder, 'dossier.pdf')
    await (await storage()).put(storageKey, createReadStream(made))
    return (await stat(made)).size
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Sets it all; if that fails, finds the files that fail alone and sets it without them. */
async function typesetWithout(content: DossierContent, folder: string, places: Places): Promise<void> {
  const typeset = (one: DossierContent, at: Places, patience: number) =>
    run('compose', [FOLDERS, folder, dossierTemplate, templateData(one, at), 'dossier.pdf'], patience)
  try {
    await typeset(content, places, PATIENCE_MS)
  } catch (error) {
    const good: Places = []
    for (const [index, part] of content.parts.entries()) {
      const place = places[index]!
      const alone = { ...content, people: [], sections: [], parts: [{ ...part, rows: [] }] }
      const fails =
        place &&
        (await typeset(alone, [place], PATIENCE_A_FILE_MS).then(
          () => false,
          () => true,
        ))
      good.push(fails ? null : place)
    }
    if (good.every((place, index) => place === places[index])) throw error
    await typeset(content, good, PATIENCE_MS)
  }
}

/** Brings a file into the folder, if it is there, as it was uploaded, and (a picture) can be opened. */
async function fetchFile(file: DossierFile, folder: string, name: string): Promise<string | null> {
  const target = path.join(folder, name)
  const hash = createHash('sha256')
  try {
    if (!file.storageKey) return null
    const source = await (await storage()).get(file.storageKey)
    await pipeline(
      source,
      async function* (pieces: AsyncIterable<Uint8Array>) {
        for await (const piece of pieces) {
          hash.update(piece)
          yield piece
        }
      },
      createWriteStream(target),
    )
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  if (hash.digest('hex') !== file.sha256) return null
  if (file.type === 'application/pdf') return name
  return run('shrink', [target], PATIENCE_A_FILE_MS).then(
    () => name,
    () => null,
  )
}
