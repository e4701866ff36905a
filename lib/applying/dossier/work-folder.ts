import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const PREFIX = 'scholarship-dossier-'

/** A new folder for making one dossier. The caller removes it. */
export const newWorkFolder = () => mkdtemp(path.join(tmpdir(), PREFIX))

/** Removes older folders that killed processes left. Returns how many. */
export async function removeWorkFolders(before: Date): Promise<number> {
  let removed = 0
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const folder = path.join(tmpdir(), name)
    const found = await stat(folder).catch(() => null)
    if (!found || found.mtime >= before) continue
    await rm(folder, { recursive: true, force: true })
    removed += 1
  }
  return removed
}
