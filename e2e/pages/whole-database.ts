import type postgres from 'postgres'

/** What changes without anything being done, each with why; all other tables are looked at in full. */
const LEFT_OUT: Record<string, string[] | 'all'> = {
  // That a session is in use is noted once a minute.
  sessions: ['seen_at'],
  // And that a token is.
  api_tokens: ['last_used_at'],
  // Each web server says once in a while that it is there.
  instances: 'all',
  // That somebody was refused is noted.
  accesses: 'all',
  // Every refusal counts against those who ask too often.
  rate_limits: 'all',
}

/** Every table of the portal and its queue of jobs, by its name: how many rows it has, and a hash of them. */
export async function wholeDatabase(sql: postgres.Sql): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
  const looks = tables.flatMap(({ name }) => {
    const out = LEFT_OUT[name] ?? []
    return out === 'all'
      ? []
      : look(`public."${name}"`, name, `to_jsonb(t) - array[${out.map((one) => `'${one}'`)}]::text[]`)
  })
  looks.push(look('graphile_worker._private_jobs', 'jobs', 'to_jsonb(t)'))
  const rows = await sql.unsafe<{ name: string; all: string }[]>(looks.join(' union all '))
  return Object.fromEntries(rows.map(({ name, all }) => [name, all]))
}

const look = (from: string, name: string, value: string) => `
  select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(x.hash, '' order by x.hash)), '') as all
  from (select md5((${value})::text) as hash from ${from} t) x`
