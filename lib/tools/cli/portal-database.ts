import { startEmbedded } from '@/db/server'
import { openCluster } from '@/db/server/cluster'

/** Where a portal without DATABASE_URL keeps everything. */
export const DATA = '.data'

/**
 * The database of DATABASE_URL, or else the portal's own, for a command beside it: a running one is used as it is, and
 * continues after `stop`.
 */
export async function portalDatabase(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  const running = await (await openCluster(DATA, false)).address()
  if (running) return { url: running.replace(/\/postgres$/, '/scholarship'), stop: async () => {} }
  return startEmbedded({ dir: DATA })
}
