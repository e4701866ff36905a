import pg from 'pg'

/**
 * The advisory lock that a living worker holds; it is shared, so that a new connection can hold it beside an old one.
 */
const key = (id: string) => `hashtextextended('worker ' || ${id}, 0)`
const RETRY_MS = 1000
const CONNECT_MS = 10_000

/**
 * Proof that this process's workers are alive: a separate connection holds a lock for each, which PostgreSQL releases
 * as soon as the process ends. Replaces a lost connection.
 */
export function proofOfLife(connectionString: string) {
  const workers = new Set<string>()
  /** Workers whose lock the present connection does not hold yet. */
  const missing = new Set<string>()
  let held: Promise<pg.Client> | null = null
  let retry: NodeJS.Timeout | undefined
  let over = false
  let turn: Promise<void> = Promise.resolve()

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString,
      connectionTimeoutMillis: CONNECT_MS,
      application_name: 'scholarship-proof',
    })
    client.on('error', () => {})
    await client.connect()
    client.once('end', lost)
    // Notices a vanished machine in two minutes instead of two hours.
    await client.query('set tcp_keepalives_idle = 60; set tcp_keepalives_interval = 15; set tcp_keepalives_count = 4')
    return client
  }

  function lost() {
    held?.then((client) => client.end()).catch(() => {})
    held = null
    for (const id of workers) missing.add(id)
    clearTimeout(retry)
    if (!over) retry = setTimeout(hold, RETRY_MS)
  }

  /** One at a time: a connection answers one statement at a time. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work)
    return turn
  }

  const hold = () => inTurn(take)

  /** Takes the missing locks. Never throws: the next connection takes the rest. */
  async function take(): Promise<void> {
    try {
      held ??= connect()
      const client = await held
      const ids = [...missing]
      missing.clear()
      if (ids.length > 0) {
        await client.query(`select pg_advisory_lock_shared(${key('id')}) from unnest($1::text[]) id`, [ids])
      }
    } catch {
      lost()
    }
  }

  /** Runs before a worker takes its first job. */
  async function add(id: string): Promise<void> {
    workers.add(id)
    missing.add(id)
    await hold()
  }

  /** A worker that ended has no job any more, or one that others may take. */
  async function remove(id: string): Promise<void> {
    workers.delete(id)
    missing.delete(id)
    await inTurn(async () => {
      const client = await held?.catch(() => null)
      await client?.query(`select pg_advisory_unlock_shared(${key('$1::text')})`, [id]).catch(lost)
    })
  }

  const plugin: GraphileConfig.Plugin = {
    name: 'proof-of-life',
    version: '1.0.0',
    worker: {
      hooks: {
        startWorker: (_context, { worker }) => add(worker.workerId),
        stopWorker: (_context, { worker }) => remove(worker.workerId),
      },
    },
  }

  return {
    plugin,
    async end(): Promise<void> {
      over = true
      clearTimeout(retry)
      const client = await held?.catch(() => null)
      await client?.end()
    },
  }
}

/**
 * Frees the jobs of workers without proof, which the queue itself would keep for four hours. If it frees a living
 * worker's job (while its connection was lost), the job starts twice: jobs lock what they change anyway.
 */
export async function freeJobsOfTheDead(pool: pg.Pool): Promise<void> {
  await pool.query(`
    select graphile_worker.force_unlock_workers(array_agg(id)) from (
      select distinct locked_by as id from graphile_worker._private_jobs where locked_by is not null) worker
    where pg_try_advisory_xact_lock(${key('id')})`)
}
