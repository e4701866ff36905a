import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { storage } from '@/lib/applying/document/storage'
import { isMissing } from '@/lib/applying/document/storage/missing'
import { PortalError } from '@/lib/shared/errors'
import { FOLDERS } from '@/lib/shared/pdf/fonts'
import { WorkEnded, workshop } from '@/lib/shared/workers'
import type { DossierContent, DossierFile } from './parts'
import { dossierTemplate, type Note, type Places, templateData } from './template'
import { newWorkFolder } from './work-folder'

const PATIENCE_MS = 60_000
const PATIENCE_A_FILE_MS = 15_000
/** As many as a worker makes at once, see `queueDossier`. */
const run = workshop('lib/applying/dossier/dossier-worker.mjs', Math.min(2, availableParallelism()))

/** `complete`: it is final; otherwise it lacks a file that may be available another time. */
export type Composed = { size: number; complete: boolean }

/**
 * Why a file is left out: 'damaged' if the program that opened it says so; 'amiss' if the storage does not have it as
 * uploaded, or if alone it ended the process twice.
 */
type Fault = 'damaged' | 'amiss'

/**
 * Makes the PDF and keeps it in the storage under the key. Leaves out a file that cannot be shown; throws other errors
 * (too many wait, no room on the disk, no storage), so that the job tries again.
 */
export async function composeDossier(content: DossierContent, storageKey: string): Promise<Composed> {
  const folder = await newWorkFolder()
  try {
    const places: Places = []
    const faults = new Set<Fault | null>()
    for (const [index, { file }] of content.parts.entries()) {
      const name = String(index)
      const brought = file && !file.held ? await fetchFile(file, folder, name) : null
      places.push(brought && !brought.fault ? { path: name, notes: brought.notes } : null)
      faults.add(brought?.fault ?? null)
    }
    for (const fault of await typesetWithout(content, folder, places)) faults.add(fault)
    const made = path.join(folder, 'dossier.pdf')
    await (await storage()).put(storageKey, createReadStream(made))
    return { size: (await stat(made)).size, complete: !faults.has('amiss') }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Typesets everything; on failure, finds the files that fail alone and typesets without them; returns their problems.
 */
async function typesetWithout(content: DossierContent, folder: string, places: Places): Promise<(Fault | null)[]> {
  const typeset = (one: DossierContent, at: Places, patience: number) =>
    run('compose', [FOLDERS, folder, dossierTemplate, templateData(one, at), filesOf(at), 'dossier.pdf'], patience)
  try {
    await typeset(content, places, PATIENCE_MS)
    return []
  } catch (error) {
    if (!isOfContent(error)) throw error
    const faults: (Fault | null)[] = []
    for (const [index, part] of content.parts.entries()) {
      const place = places[index]!
      const alone = { ...content, people: [], sections: [], parts: [{ ...part, rows: [] }] }
      faults.push(place ? await faultBy(() => typeset(alone, [place], PATIENCE_A_FILE_MS)) : null)
    }
    if (faults.every((fault) => fault === null)) throw error
    const good = places.map((place, index) => (faults[index] ? null : place))
    await typeset(content, good, PATIENCE_MS)
    return faults
  }
}

const filesOf = (places: Places) => places.flatMap((place) => (place ? [place.path] : []))

/** Works on one file alone; if it ends the process it gets another try, because the file may not be the cause. */
async function faultBy(work: () => Promise<unknown>): Promise<Fault | null> {
  for (let tries = 0; tries < 2; tries++) {
    try {
      await work()
      return null
    } catch (error) {
      if (!isOfContent(error)) throw error
      if (!(error instanceof WorkEnded)) return 'damaged'
    }
  }
  return 'amiss'
}

/** Whether an error may come from the content, not from the system or a long queue. */
function isOfContent(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown }
  return !(error instanceof PortalError) && !(typeof code === 'string' && /^E[A-Z]+$/.test(code))
}

/** Brings a file into the folder, ready to typeset, with its notes; or says what is wrong with it. */
async function fetchFile(
  file: DossierFile,
  folder: string,
  name: string,
): Promise<{ fault: Fault | null; notes: Note[] }> {
  const target = path.join(folder, name)
  if (!(await fetched(file, target))) return { fault: 'amiss', notes: [] }
  let notes: Note[] = []
  const task = file.type === 'application/pdf' ? 'flatten' : 'shrink'
  const fault = await faultBy(async () => {
    notes = (await run<Note[] | undefined>(task, [target], PATIENCE_A_FILE_MS)) ?? []
  })
  return { fault, notes }
}

/** Copies a file from the storage; false if the storage does not have it as uploaded. */
async function fetched(file: DossierFile, target: string): Promise<boolean> {
  const hash = createHash('sha256')
  if (!file.storageKey) return false
  try {
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
    if (isMissing(error)) return false
    throw error
  }
  return hash.digest('hex') === file.sha256
}
