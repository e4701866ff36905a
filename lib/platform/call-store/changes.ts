import pg from 'pg'
import { directUrl } from '@/lib/shared/database/settings'

/** As the triggers of migration 0023 name it. */
const CHANNEL = 'call-changed'
const AGAIN_MS = 1000

/**
 * Calls `changed` at each commit that changes a Call or its tracks, by whatever process, and whenever the connection is
 * made, because an outage may have hidden a commit. The connection is its own: PgBouncer cannot share one that listens.
 */
export function listenForCallChanges(changed: (by?: pg.Notification) => void): { stop(): void } {
  let stopped = false
  let client: pg.Client
  async function listen() {
    client = new pg.Client({ connectionString: directUrl(), application_name: 'scholarship-listen', keepAlive: true })
    client.on('notification', changed)
    client.on('error', () => {})
    client.once('end', again)
    await client.connect()
    await client.query(`listen "${CHANNEL}"`)
    changed()
  }
  function again() {
    if (!stopped) setTimeout(begin, AGAIN_MS).unref()
  }
  // A client that does not connect ends by itself; one that does not listen is ended.
  const begin = () => void listen().catch(() => client.end().catch(() => {}))
  begin()
  return {
    stop: () => {
      stopped = true
      void client.end().catch(() => {})
    },
  }
}
