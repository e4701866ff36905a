import pg from 'pg'

/** The advisory lock that a living worker holds; a shared one, so that a new connection can hold it beside an old one. */
const key = (id: string) => `hashtextextended('worker ' || ${id}, 0)`
const RETRY_MS = 1000
const CONNECT_MS = 10_000

/**
 * Proof that the workers of this process live: a connection of their own holds a lock for each, which PostgreSQL gives
 * up as soon as the process ends, however it does. A lost connection is made again.
 */
export function proofOfLife(connectionString: string) {
  const workers = new Set<string>()
  /** Those whose lock the present connection does not hold yet. */
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
    // A machine that is gone without a word is noticed in two minutes, not in two hours.
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

  /** One thing after the other: a connection answers one statement at a time. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work)
    return turn
  }

  const hold = () => inTurn(take)

  /** Takes the locks that are missing. Never throws: what cannot be locked now is by the next connection. */
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

  /** Before a worker takes its first job. */
  async function add(id: string): Promise<void> {
    workers.add(id)
    missing.add(id)
    await hold()
  }

  /** A worker that ended has no job any more, or left one that others may take. */
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
 * Frees the jobs of workers whose proof is gone, which the queue itself would keep for four hours. Should a living one's
 * be freed (while its connection was lost), its job is begun twice: jobs lock what they change, as they must anyway.
 */
export async function freeJobsOfTheDead(pool: pg.Pool): Promise<void> {
  await pool.query(`
    select graphile_worker.force_unlock_workers(array_agg(id)) from (
      select distinct locked_by as id from graphile_worker._private_jobs where locked_by is not null) worker
    where pg_try_advisory_xact_lock(${key('id')})`)
}
