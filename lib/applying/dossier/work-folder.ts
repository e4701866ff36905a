import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const PREFIX = 'scholarship-dossier-'

/** A new folder of its own for what one dossier is made from. The caller removes it. */
export const newWorkFolder = () => mkdtemp(path.join(tmpdir(), PREFIX))

/** Removes what processes that were killed left of them, where it is older than that. Returns how many. */
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
