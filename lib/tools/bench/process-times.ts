import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { db } from '@/db/client'

/**
 * Processor seconds of this process, and of the database's present processes, as far as this machine tells them. A
 * process that began in between counts whole.
 */
export async function processSeconds(): Promise<[own: number, database: number]> {
  const { user, system } = process.cpuUsage()
  const rows = await db.execute<{ pid: number }>(sql`select pid from pg_stat_activity`)
  return [(user + system) / 1e6, rows.reduce((sum, { pid }) => sum + secondsOf(pid), 0)]
}

function secondsOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e9
  } catch {
    return 0
  }
}
