import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Problem } from '@/lib/shared/problem'
import { quoted, tablesOf } from './catalog'
import { copyBlocks } from './copy-text'
import { JOBS, measureRows, writePlainly } from './dump'
import type { Manifest, Table } from './format'
import { migrateAsFarAs } from './schema-at'

/**
 * For one table, or the job queue: the rows in the backup, the rows now, and whether they are the same byte for byte.
 */
export type Compared = { name: string; expected: number; found: number; same: boolean }

/**
 * Makes the backup's schema and loads its rows, in one transaction. It needs no superuser, but the owner of the
 * database. Triggers would refuse rows not written by the portal, so they are off meanwhile; it recreates foreign keys
 * after the rows, which checks them. The queue's tables must exist.
 * @throws Problem if a table differs from the one this portal makes, or the rows from the manifest's.
 */
export async function loadDatabase(client: ClientBase, manifest: Manifest, dump: Readable): Promise<Compared[]> {
  await client.query('begin')
  try {
    await writePlainly(client)
    await migrateAsFarAs(client, manifest.migrations, manifest.schema)
    await writePlainly(client)
    await requireSameTables(client, manifest.tables)
    const checkAgain = await withoutChecks(client, manifest.tables)
    await loadRows(client, manifest, dump)
    for (const { name, last, called } of manifest.sequences)
      await client.query('select setval($1::regclass, $2::bigint, $3)', [`public.${quoted(name)}`, last, called])
    await checkAgain()
    const compared = compare(manifest, await measureRows(client))
    const differing = compared.find(({ same }) => !same)
    if (differing)
      throw new Problem(`the rows of ${differing.name} are not those of the backup after loading; nothing is kept.`)
    await client.query('commit')
    return compared
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

async function requireSameTables(client: ClientBase, tables: Table[]): Promise<void> {
  const here = new Map((await tablesOf(client)).map(({ name, columns }) => [name, columns.join()]))
  const other = tables.find(({ name, columns }) => here.get(name) !== columns.join())?.name
  const more = [...here.keys()].find((name) => tables.every((table) => table.name !== name))
  if (other ?? more)
    throw new Problem(`the table ${other ?? more} of the backup is not as this portal's migrations make it.`)
}

/** Removes triggers and foreign keys; returns the statements that bring them back, checked. */
async function withoutChecks(client: ClientBase, tables: Table[]): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by oid`)
  const triggers = (how: 'enable' | 'disable') =>
    tables.map(({ name }) => `alter table public.${quoted(name)} ${how} trigger user`).join(';')
  await client.query(triggers('disable'))
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${quoted(name)}`)
  // A migration may write rows that are in the backup too.
  for (const { name } of tables) await client.query(`delete from public.${quoted(name)}`)
  return async () => {
    for (const { table, name, definition } of keys)
      await client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`)
    await client.query(triggers('enable'))
  }
}

async function loadRows(client: ClientBase, { tables, jobs }: Manifest, dump: Readable): Promise<void> {
  const expected = new Map([...tables, ...(jobs ? [jobs] : [])].map((table) => [table.name, table]))
  if (jobs) await client.query(JOBS.table)
  for await (const { name, data } of copyBlocks(dump)) {
    const table = expected.get(name)
    if (!table) throw new Problem(`the backup has rows of ${name}, which its manifest does not know.`)
    const where = table === jobs ? `pg_temp.${quoted(name)}` : `public.${quoted(name)}`
    const copy = client.query(copyFrom(`copy ${where} (${table.columns.map(quoted).join(', ')}) from stdin`))
    await pipeline(Readable.from(data, { objectMode: false }), copy)
    expected.delete(name)
  }
  if (expected.size > 0) throw new Problem(`the backup has no rows of ${[...expected.keys()].join(', ')}.`)
  if (jobs) await client.query(JOBS.add)
}

/** The rows of a manifest beside those of a database. */
function compare(manifest: Manifest, now: Pick<Manifest, 'tables' | 'jobs'>): Compared[] {
  const listed = ({ tables, jobs }: Pick<Manifest, 'tables' | 'jobs'>) => [
    ...tables,
    ...(jobs ? [{ ...jobs, name: 'jobs' }] : []),
  ]
  const found = new Map(listed(now).map((table) => [table.name, table]))
  return listed(manifest).map(({ name, rows, sha256 }) => {
    const here = found.get(name)
    return { name, expected: rows, found: here?.rows ?? 0, same: here?.rows === rows && here.sha256 === sha256 }
  })
}
