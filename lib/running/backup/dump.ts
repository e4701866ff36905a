import { createHash } from 'node:crypto'
import { Writable } from 'node:stream'
import type { ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { filesOf, migrationsOf, type NamedFile, quoted, sequencesOf, tablesOf } from './catalog'
import type { Manifest, Table } from './format'

/** Settings that give the same text for the same rows on every server, and no page's time limit. */
const PLAIN = `set local client_encoding = 'UTF8'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres';
  set local timezone = 'UTC'; set local extra_float_digits = 3; set local bytea_output = 'hex'; set local xmloption = 'content';
  set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local search_path = public`

/** Makes the open transaction write and read rows in the archive's format. */
export const writePlainly = (client: ClientBase) => client.query(PLAIN)

/** Jobs as the library's API takes them: its tables change with its versions. */
export const JOBS = {
  name: 'restored_jobs',
  columns: 'task, payload, queue, run_at, most, key, priority, flags, attempts, error'.split(', '),
  select: `select t.identifier, j.payload, q.queue_name, j.run_at, j.max_attempts, j.key, j.priority,
    (select array_agg(flag order by flag) from jsonb_object_keys(j.flags) flag), j.attempts, j.last_error
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id order by j.id`,
  table: `create temporary table restored_jobs (n bigserial, task text, payload json, queue text, run_at timestamptz,
    most int, key text, priority int, flags text[], attempts int, error text)`,
  /** `add_job` keeps the order; the attempts stay. */
  add: `create temporary table added_jobs as select j.id, r.attempts, r.error from (select * from restored_jobs order by n) r
      cross join lateral graphile_worker.add_job(r.task, r.payload, r.queue, r.run_at, r.most, r.key, r.priority, r.flags) j;
    update graphile_worker._private_jobs j set attempts = a.attempts, last_error = a.error from added_jobs a where a.id = j.id;
    drop table restored_jobs, added_jobs`,
}

const columnsIn = (columns: string[]) => columns.map(quoted).join(', ')

/** The rows of one query as COPY text, with their measures. */
async function copyOut(client: ClientBase, query: string, out: Writable): Promise<Omit<Table, 'name' | 'columns'>> {
  const copy = client.query(copyTo(`copy (${query}) to stdout`))
  const hash = createHash('sha256')
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    hash.update(chunk)
    await write(out, chunk)
  }
  return { rows: copy.rowCount, sha256: hash.digest('hex') }
}

/** Rejects if the stream has failed; one pipeline per table would add listeners for each. */
const write = (out: Writable, chunk: string | Buffer) =>
  new Promise<void>((resolve, reject) => out.write(chunk, (error) => (error ? reject(error) : resolve())))

const queryOf = ({ name, columns, order }: { name: string; columns: string[]; order: string }) =>
  `select ${columnsIn(columns)} from only public.${quoted(name)} order by ${order}`

/**
 * Measures each table's present rows, without keeping them, for comparison with a manifest. In an open transaction with
 * the archive's format.
 */
export async function measureRows(client: ClientBase): Promise<Pick<Manifest, 'tables' | 'jobs'>> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  return copyRows(client, nowhere, () => {})
}

async function copyRows(client: ClientBase, out: Writable, told: (table: string) => void) {
  const tables: Table[] = []
  for (const shape of await tablesOf(client)) {
    const { name, columns } = shape
    told(name)
    await write(out, `COPY public.${quoted(name)} (${columnsIn(columns)}) FROM stdin;\n`)
    tables.push({ name, columns, ...(await copyOut(client, queryOf(shape), out)) })
    await write(out, '\\.\n\n')
  }
  const { rows } = await client.query(`select to_regclass('graphile_worker._private_jobs') is not null as there`)
  if (!rows[0].there) return { tables, jobs: null }
  const { name, columns } = JOBS
  await write(out, `${JOBS.table};\nCOPY pg_temp.${quoted(name)} (${columnsIn(columns)}) FROM stdin;\n`)
  const jobs: Table = { name, columns, ...(await copyOut(client, JOBS.select, out)) }
  await write(out, `\\.\n\n${JOBS.add};\n`)
  return { tables, jobs }
}

const HEAD = `-- Rows of a scholarship portal; its migrations make the tables. npm run restore loads this as the owner of the
-- tables. By hand, as a superuser: psql --set ON_ERROR_STOP=1 -f database.sql, into empty tables of the same migrations.
BEGIN;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL session_replication_role = replica;

`

export type Dumped = Pick<Manifest, 'tables' | 'jobs' | 'sequences' | 'migrations'> & { files: NamedFile[]; at: Date }

/**
 * Writes all rows of one snapshot to `out` as SQL, and ends it. Other work continues meanwhile; it needs only the right
 * to read. Returns the manifest's part about it, and the files that those rows name.
 */
export async function dumpDatabase(client: ClientBase, out: Writable, told: (table: string) => void): Promise<Dumped> {
  await client.query('begin isolation level repeatable read, read only')
  try {
    await writePlainly(client)
    const { rows } = await client.query<{ at: Date }>('select now() as at')
    await write(out, HEAD)
    const [migrations, files] = [await migrationsOf(client), await filesOf(client)]
    const copied = await copyRows(client, out, told)
    const sequences = await sequencesOf(client)
    for (const { name, last, called } of sequences)
      await write(out, `SELECT setval('public.${quoted(name)}', ${last}, ${called});\n`)
    out.end('COMMIT;\n')
    await client.query('commit')
    return { ...copied, sequences, migrations, files, at: rows[0]!.at }
  } catch (error) {
    // The connection may be in the middle of a COPY, so it is unusable.
    out.destroy(error as Error)
    throw error
  }
}
