import type { ClientBase } from 'pg'

/** The facts about a table for copying its rows; `order` sorts them the same on every server. */
export type TableShape = { name: string; columns: string[]; order: string }

/** Quotes a name for SQL. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The portal's tables, by name, without columns that PostgreSQL computes. */
export async function tablesOf(client: ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' order by a.attname) as columns,
      coalesce((select string_agg(format('%I', a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end,
          ', ' order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary), format('%I::text collate "C"', c.relname)) as "order"
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname collate "C"`)
  return rows
}

/** Each sequence of the portal with its position. */
export async function sequencesOf(client: ClientBase) {
  const { rows } = await client.query<{ name: string }>(
    `select sequencename::text as name from pg_sequences where schemaname = 'public' order by 1`,
  )
  const all: { name: string; last: string; called: boolean }[] = []
  for (const { name } of rows) {
    const { rows } = await client.query(
      `select last_value::text as last, is_called as called from public.${quoted(name)}`,
    )
    all.push({ name, ...rows[0] })
  }
  return all
}

/** The migrations of this database, oldest first, by drizzle's date of each. */
export async function migrationsOf(client: ClientBase): Promise<number[]> {
  const { rows } = await client.query<{ at: string }>(
    'select created_at::text as at from drizzle.__drizzle_migrations order by created_at',
  )
  return rows.map(({ at }) => Number(at))
}

/** A file's facts in its row; `sha256` is null where the row has none. */
export type NamedFile = { key: string; sha256: string | null }

/** Every file that a table names: each column `storage_key` of any table, with the `sha256` beside it. */
export async function filesOf(client: ClientBase): Promise<NamedFile[]> {
  const { rows: tables } = await client.query<{ name: string; hashed: boolean }>(`
    select c.relname::text as name, exists (select from pg_attribute h where h.attrelid = c.oid and h.attname = 'sha256') as hashed
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'storage_key' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`)
  const named = tables.map(
    ({ name, hashed }) =>
      `select storage_key as key, ${hashed ? 'sha256' : 'null'} as sha256 from public.${quoted(name)}`,
  )
  if (named.length === 0) return []
  const { rows } = await client.query<NamedFile>(
    `select key, max(sha256) as sha256 from (${named.join(' union all ')}) f where key is not null group by key order by key collate "C"`,
  )
  return rows
}
