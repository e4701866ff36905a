import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { messages, places } from '@/db/schema'
import { migrationsOfBuild } from './build'

/** Facts about the portal for its admins and for monitoring: counts and times, nothing personal. */

const date = (value: string | Date | null) => (value === null ? null : new Date(value))

export type QueueState = { waiting: number; running: number; retrying: number; failed: number; oldest: Date | null }

/** Jobs by state; `oldest`: when the longest-waiting runnable job became due. */
export async function queueState(executor: Executor): Promise<QueueState> {
  const [row] = await executor.execute<Omit<QueueState, 'oldest'> & { oldest: string | null }>(sql`
    select count(*) filter (where locked_at is null and attempts = 0)::int as waiting,
      count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where locked_at is null and attempts > 0 and attempts < max_attempts)::int as retrying,
      count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed,
      min(run_at) filter (where locked_at is null and attempts < max_attempts and run_at <= now()) as oldest
    from graphile_worker.jobs`)
  return { ...row!, oldest: date(row!.oldest) }
}

export type MailState = { waiting: number; failed: number; oldest: Date | null; lastSent: Date | null }

export async function mailState(executor: Executor): Promise<MailState> {
  const [row] = await executor.execute<Record<string, never>>(sql`
    select (select count(*)::int from ${messages} where state = 'queued') as waiting,
      (select count(*)::int from ${messages} where state = 'failed') as failed,
      (select min(queued_at) from ${messages} where state = 'queued') as oldest,
      (select max(sent_at) from ${messages} where state = 'sent') as "lastSent"`)
  const { waiting, failed, oldest, lastSent } = row as never as MailState
  return { waiting, failed, oldest: date(oldest), lastSent: date(lastSent) }
}

/** Places of all Calls by track: how many there are, and how many are taken. */
export async function placeCounts(
  executor: Executor,
): Promise<{ call: string; track: string; all: number; taken: number }[]> {
  return [
    ...(await executor.execute<{ call: string; track: string; all: number; taken: number }>(sql`
      select c.slug as call, p.track, count(*)::int as all, count(p.application_id)::int as taken
      from ${places} p join calls c on c.id = p.call_id group by 1, 2 order by 1, 2`)),
  ]
}

/** Connections of all instances to the database, by purpose and whether they are active. */
export async function connections(executor: Executor): Promise<{ name: string; state: string; count: number }[]> {
  return [
    ...(await executor.execute<{ name: string; state: string; count: number }>(sql`
      select application_name as name, coalesce(state, 'other') as state, count(*)::int as count from pg_stat_activity
      where datname = current_database() and application_name like 'scholarship%' group by 1, 2`)),
  ]
}

export type DatabaseState = {
  server: string
  bytes: number
  /** How many seconds the database's clock is ahead of this process's, corrected for the time of the query. */
  skew: number
  /** Where its files are, if this account may know. */
  directory: string | null
  schema: { expected: string; found: string; known: boolean }
}

export async function databaseState(executor: Executor): Promise<DatabaseState> {
  const asked = Date.now()
  const [clock] = await executor.execute<{ now: number }>(
    sql`select extract(epoch from clock_timestamp())::float8 as now`,
  )
  const skew = clock!.now - (asked + Date.now()) / 2000
  const [row] = await executor.execute<{ server: string; bytes: number; directory: string | null; when: number }>(sql`
    select current_setting('server_version') as server, pg_database_size(current_database())::float8 as bytes,
      case when pg_has_role('pg_read_all_settings', 'member') then current_setting('data_directory') end as directory,
      (select max(created_at)::float8 from drizzle.__drizzle_migrations) as when`)
  const { server, bytes, directory, when } = row!
  const all = migrationsOfBuild()
  const found = all.find((migration) => migration.when === Number(when))
  const expected = all.at(-1)!.name
  return {
    server,
    bytes: Number(bytes),
    skew,
    directory,
    schema: { expected, found: found?.name ?? 'one that this build does not know', known: found?.name === expected },
  }
}
