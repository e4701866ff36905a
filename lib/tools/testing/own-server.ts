import { readFileSync } from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import { migrateDatabase } from '@/db/migrate'
import { openCluster } from '@/db/server/cluster'
import { placeFor } from '@/db/server/place'

/**
 * A PostgreSQL for one test file, which may stop it, with a new and migrated database. `process.env.DATABASE_URL`
 * becomes its address, so import modules that connect afterwards. The server's folder stays for the next run.
 */
export async function ownServer(dir = '.data/outage') {
  const cluster = await openCluster(dir, true)
  await cluster.stop()
  await cluster.start()
  const admin = await cluster.address()
  if (!admin) throw new Error('PostgreSQL did not stay up.')
  const sql = postgres(admin, { max: 1, onnotice: () => {} })
  await sql`drop database if exists outage with (force)`
  await sql`create database outage`
  await sql.end()
  const url = admin.replace(/\/postgres$/, '/outage')
  await migrateDatabase(url)
  process.env.DATABASE_URL = url
  return {
    url,
    start: () => cluster.start(),
    stop: () => cluster.stop(),
    /** The process of the server itself. */
    pid: () => Number(readFileSync(path.join(placeFor(dir).data, 'postmaster.pid'), 'utf8').split('\n')[0]),
  }
}
