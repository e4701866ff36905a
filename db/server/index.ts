import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { oneLine, Problem } from '@/lib/shared/problem'
import { type Cluster, openCluster } from './cluster'

const DATABASE = 'scholarship'
const PATIENCE_MS = 12_000
const REVIVE_MS = 5000
const LOCK = 20211127

export type EmbeddedServer = { url: string; stop: () => Promise<void> }
type Claim = { url: string; sql: postgres.Sql }

/**
 * A real PostgreSQL of the project's own, in `dir`. Uses a server that still runs there (after a killed launcher), and
 * restarts one that dies. `fast` gives up durability, for tests, and lets several test runs share it. Throws a Problem
 * in one line if it cannot run or another portal uses it.
 */
export async function startEmbedded({ dir, fast = false }: { dir: string; fast?: boolean }): Promise<EmbeddedServer> {
  const cluster = await openCluster(dir, fast)
  let stopping = false
  let claim = await claimServer(cluster, fast, revive)
  if ((await claim.sql`select 1 from pg_database where datname = ${DATABASE}`).length === 0) {
    await claim.sql.unsafe(`create database ${DATABASE}`).catch(ignoreDuplicate)
  }

  /** The portal goes on and waits: an operator may fix the cause, such as a full disk. */
  async function revive() {
    if (stopping || fast) return
    console.error('The database ended unexpectedly; starting it again.')
    for (let failed = false; !stopping; failed = true) {
      try {
        claim = await claimServer(cluster, fast, revive)
        if (failed) console.error('The database runs again.')
        return
      } catch (error) {
        if (!failed) console.error(`The database does not start again, which is tried on: ${oneLine(error)}`)
        await sleep(REVIVE_MS)
      }
    }
  }

  async function stop() {
    stopping = true
    // Holds the claim until the server is down, so that nobody takes a server that is about to end.
    if (!fast || (await isLastUser(claim.sql))) await cluster.stop()
    await claim.sql.end({ timeout: 1 }).catch(() => undefined)
  }

  return { url: claim.url.replace(/\/postgres$/, `/${DATABASE}`), stop }
}

/** Connects to the server, starts it if necessary, and takes the lock that marks it as in use. */
async function claimServer(cluster: Cluster, shared: boolean, onLost: () => void): Promise<Claim> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const failure = await attempt()
    if (!(failure instanceof Error)) return failure
    if (Date.now() > end) throw failure
    await sleep(300)
  }

  async function attempt(): Promise<Claim | Error> {
    let sql: postgres.Sql | undefined
    let claimed = false
    try {
      if (!(await cluster.address())) await cluster.start()
      const url = await cluster.address()
      if (!url) return new Problem('PostgreSQL ended right after its start.')
      sql = postgres(url, {
        max: 1,
        max_lifetime: null,
        connect_timeout: 5,
        onnotice: () => {},
        onclose: () => claimed && onLost(),
      })
      const [row] = shared
        ? await sql`select pg_try_advisory_lock_shared(${LOCK}) as mine`
        : await sql`select pg_try_advisory_lock(${LOCK}) as mine`
      if (row?.mine) {
        claimed = true
        return { url, sql }
      }
      await sql.end()
      return new Problem('it is already running from this folder. Stop that one first (Ctrl-C where it runs).')
    } catch (error) {
      await sql?.end({ timeout: 1 }).catch(() => undefined)
      if (error instanceof postgres.PostgresError && error.code === '28P01') {
        throw new Problem('the password in secrets.json is not that of the database beside it; restore that file.')
      }
      if (error instanceof Problem && !/in use|already/.test(error.message)) throw error
      // The server may be starting, stopping or dying: another attempt may find it settled.
      return error instanceof Error ? error : new Problem(String(error))
    }
  }
}

/** The last of several test runs stops the server. */
async function isLastUser(sql: postgres.Sql): Promise<boolean> {
  try {
    await sql`select pg_advisory_unlock_shared(${LOCK})`
    const [row] = await sql`select pg_try_advisory_lock(${LOCK}) as mine`
    return Boolean(row?.mine)
  } catch {
    return true
  }
}

/** Two test runs may create the database at the same moment. */
function ignoreDuplicate(error: unknown) {
  if (!(error instanceof postgres.PostgresError) || !['42P04', '23505'].includes(error.code)) throw error
}
