import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { Problem } from '@/lib/shared/problem'
import { migrateQueue } from './queue'

const OLDEST = 150000
/** A migration that waits for a table blocks every later statement on it, so it gives up before anybody notices. */
const LOCK_MS = 20_000
const IDLE_MS = 10 * 60_000

/**
 * Brings a database to the present schema. Two instances that start together wait for each other. A lost connection
 * undoes what it began; the caller may try again. It uses node-postgres because postgres.js ends the process when it
 * loses the connection of a transaction (porsager/postgres#1208). Throws a Problem if the server is out of reach or
 * older than PostgreSQL 15.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'scholarship-migration',
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_MS,
  })
  // The next statement reports a lost connection.
  client.on('error', () => {})
  try {
    await client.connect().catch((error) => {
      throw new Problem(`the database at ${new URL(url).host} cannot be reached: ${error.message || error.code}`, {
        cause: error,
      })
    })
    const { rows } = await client.query("select current_setting('server_version_num')::int as number")
    if (rows[0].number < OLDEST) throw new Problem('PostgreSQL 15 or newer is needed.')
    await client.query(`select pg_advisory_lock(hashtext('scholarship-portal migrations'))`)
    await migrate(drizzle(client), { migrationsFolder: 'db/migrations' })
    await migrateQueue(url)
  } finally {
    await client.end().catch(() => {})
  }
}
