import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { Problem } from '@/lib/cli/problem'
import { migrateJobs } from '@/lib/jobs/migrate'

const OLDEST = 150000

/**
 * Brings a database to the present schema. Two instances that start together wait for each other.
 * Throws a Problem if the server cannot be reached or is older than PostgreSQL 15.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    const version = await sql`select current_setting('server_version_num')::int as number`.catch((error) => {
      throw new Problem(`the database at ${new URL(url).host} cannot be reached: ${error.message || error.code}`, {
        cause: error,
      })
    })
    if (version[0]!.number < OLDEST) throw new Problem('PostgreSQL 15 or newer is needed.')
    await sql`select pg_advisory_lock(hashtext('scholarship-portal migrations'))`
    await migrate(drizzle(sql), { migrationsFolder: 'db/migrations' })
    await migrateJobs(url)
  } finally {
    await sql.end()
  }
}
