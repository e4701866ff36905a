import type postgres from 'postgres'

/** Rows that change by themselves, each with the reason; the test compares all other tables in full. */
const LEFT_OUT: Record<string, string[] | 'all'> = {
  // The portal notes once a minute that a session is in use.
  sessions: ['seen_at'],
  // And that a token is.
  api_tokens: ['last_used_at'],
  // Each web server reports from time to time that it is alive.
  instances: 'all',
  // The record notes refusals.
  accesses: 'all',
  // Every refusal counts towards the rate limit.
  rate_limits: 'all',
}

/** Every table of the portal and its job queue, by name: the number of rows, and their hash. */
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
