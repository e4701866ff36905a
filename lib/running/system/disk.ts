import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { settings } from '@/lib/shared/settings'

export type Disk = { of: 'files' | 'database'; free: number; size: number }

/**
 * Free and total size, in bytes, of the disks that this process can see: of the files, and of a database on this
 * machine.
 */
export async function disks(databaseDirectory: string | null): Promise<Disk[]> {
  const { FILES, FILES_DIR } = settings()
  const found = await Promise.all([
    FILES === 'disk' ? diskOf('files', FILES_DIR) : null,
    databaseDirectory ? diskOf('database', databaseDirectory) : null,
  ])
  return found.filter((disk) => disk !== null)
}

/** Null where the folder is not on this machine. The first file makes the folder; until then it looks at the parent. */
async function diskOf(of: Disk['of'], directory: string): Promise<Disk | null> {
  const found = await statfs(directory)
    .catch(() => (of === 'files' ? statfs(path.dirname(directory)) : null))
    .catch(() => null)
  return found && { of, free: found.bavail * found.bsize, size: found.blocks * found.bsize }
}
