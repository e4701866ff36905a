import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Storage } from '.'

/** Files in a folder, in two levels of subfolders. A file appears under its key only once it is whole and on the disk. */
export function diskStorage(root: string): Storage {
  const fileOf = (key: string) => {
    if (!/^[\w-]+$/.test(key)) throw new Error(`not a storage key: ${key}`)
    return path.join(root, key.slice(0, 2), key.slice(2, 4), key)
  }
  return {
    async put(key, stream) {
      const file = fileOf(key)
      const unfinished = `${file}.part`
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
    remove: (key) => rm(fileOf(key), { force: true }),
  }
}
