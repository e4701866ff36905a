import { constants, createWriteStream, type Dirent } from 'node:fs'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isMissing } from './missing'
import type { Storage } from './storage'

const KEY = /^[\w-]+$/
const UNFINISHED = '.part'

/** Files in a folder, in two levels of subfolders. A file gets its key only once it is complete and on the disk. */
export function diskStorage(root: string): Storage {
  const fileOf = (key: string) => {
    if (!KEY.test(key)) throw new Error(`not a storage key: ${key}`)
    return path.join(root, key.slice(0, 2), key.slice(2, 4), key)
  }
  return {
    async put(key, stream) {
      const file = fileOf(key)
      const unfinished = `${file}${UNFINISHED}`
      await mkdir(path.dirname(file), { recursive: true })
      try {
        await pipeline(stream, createWriteStream(unfinished, { flush: true, mode: 0o600 }))
        await rename(unfinished, file)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },
    async get(key) {
      const handle = await open(fileOf(key))
      return handle.createReadStream()
    },
    // The first file creates the folder.
    reachable: () => writable(root).catch(() => writable(path.dirname(path.resolve(root)))),
    remove: (key) => rm(fileOf(key), { force: true }),
    async *list() {
      for await (const { name, changed } of filesIn(root)) if (KEY.test(name)) yield { key: name, changed }
    },
    async removeUnfinished(before) {
      let removed = 0
      for await (const { name, changed } of filesIn(root)) {
        if (!name.endsWith(UNFINISHED) || changed >= before) continue
        await rm(`${fileOf(name.slice(0, -UNFINISHED.length))}${UNFINISHED}`, { force: true })
        removed += 1
      }
      return removed
    },
  }
}

const writable = (folder: string) => access(folder, constants.W_OK)

/** The files two folders down, one folder at a time. Leaves out a file that disappears meanwhile. */
async function* filesIn(folder: string, depth = 0): AsyncGenerator<{ name: string; changed: Date }> {
  for (const entry of await entriesOf(folder)) {
    const place = path.join(folder, entry.name)
    if (depth < 2 && entry.isDirectory()) yield* filesIn(place, depth + 1)
    if (depth < 2 || !entry.isFile()) continue
    const found = await stat(place).catch(orNothing)
    if (found) yield { name: entry.name, changed: found.mtime }
  }
}

const entriesOf = async (folder: string): Promise<Dirent[]> =>
  (await readdir(folder, { withFileTypes: true }).catch(orNothing)) ?? []

function orNothing(error: unknown): undefined {
  if (!isMissing(error)) throw error
}
