import { DrizzleQueryError, type SQL } from 'drizzle-orm'
import { drizzle as overPool } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type pg from 'pg'
import type postgres from 'postgres'
import { databaseSettings, directUrl, limitsOf, type Role } from '@/lib/shared/database/settings'
import type { Connection, Statement } from './connection'
import { Pool } from './pool'
import * as schema from './schema'
import { together } from './together'

const dialect = new PgDialect()

export type Database = PostgresJsDatabase<typeof schema>
/** A database or a transaction on it: every query function takes one. */
export type Executor = Database | Parameters<Parameters<Database['transaction']>[0]>[0]

/** A database for a command or a test, with at most `max` connections and no time limits. */
export function connect(url: string, max = 10): { db: Database; close: () => Promise<void> } {
  const pool = new Pool({ url, limits: limitsOf('script'), name: 'scholarship-portal', direct: true }, max)
  return { db: overConnections(pool), close: () => pool.end() }
}

/** Drizzle over our pool, through the parts of a postgres.js client that Drizzle uses. */
function overConnections(pool: Pool): Database {
  const client = {
    options: pool.types,
    unsafe: (text: string, values?: unknown[]) => asked((arrays) => pool.ask(text, values, arrays)),
    begin: (work: (within: unknown) => Promise<unknown>) =>
      pool.transact((connection, failures) => work(within(connection, failures))),
  }
  const database = drizzle(client as unknown as postgres.Sql, { schema })
  // Callers want its numbers, not its client.
  return Object.assign(database, { $client: pool }) as unknown as Database
}

/** Runs the statement once somebody awaits it, for rows or for arrays of values. */
function asked(ask: (arrays: boolean) => Promise<unknown>) {
  return {
    // biome-ignore lint/suspicious/noThenProperty: Drizzle waits for it or asks for its values
    then: (...given: Parameters<Promise<unknown>['then']>) => ask(false).then(...given),
    values: () => ask(true),
  }
}

type Together = { together(statements: Statement[]): Promise<unknown> }

/**
 * Asks statements that change nothing, reads and locks, in this order and in one message. `tx` is a transaction on one
 * of our own connections.
 */
export async function askTogether<Rows extends Record<string, unknown>[]>(
  tx: Executor,
  ...statements: { [At in keyof Rows]: SQL }
): Promise<{ [At in keyof Rows]: Rows[At][] }> {
  const { client } = tx._.session as unknown as { client: Together }
  const built = statements.map((one) => dialect.sqlToQuery(one))
  try {
    return (await client.together(built)) as { [At in keyof Rows]: Rows[At][] }
  } catch (error) {
    throw new DrizzleQueryError(built.map(({ sql }) => sql).join(';\n'), [], error as Error)
  }
}

/** The client of a transaction or of a savepoint in it. It keeps each failed statement in `failures`. */
function within(connection: Connection, failures: unknown[], depth = 0) {
  const noting = <Answer>(answer: Promise<Answer>) => {
    answer.catch((error) => failures.push(error))
    return answer
  }
  return {
    options: {},
    unsafe: (text: string, values?: unknown[]) => asked((arrays) => noting(connection.ask(text, values, arrays))),
    together: (statements: Statement[]) => noting(connection.askTogether(statements)),
    savepoint: async (work: (inner: unknown) => Promise<unknown>) => {
      const name = `s${depth}`
      const inner: unknown[] = []
      await noting(connection.ask(`savepoint ${name}`))
      try {
        const result = await work(within(connection, inner, depth + 1))
        if (inner.length > 0) throw inner[0]
        return result
      } catch (error) {
        await noting(connection.ask(`rollback to savepoint ${name}`))
        throw error
      }
    },
  }
}

/**
 * The database over a pool of the job queue, whose transactions stay open for as long as a mail server takes. Here the
 * rows of `execute` are in `.rows`.
 */
export function overNodePostgres(pool: pg.Pool): Database {
  return overPool(pool, { schema }) as unknown as Database
}

/**
 * Errors go to logs, so their text names the query, the database's message and the constraint, but no values: Drizzle
 * puts all parameters into its message, PostgreSQL the failing row into `detail`.
 */
Object.defineProperties(DrizzleQueryError.prototype, {
  params: {
    configurable: true,
    set(this: DrizzleQueryError) {
      this.message = `Failed query: ${this.query}`
    },
  },
  cause: {
    configurable: true,
    set(this: DrizzleQueryError, value: (Error & { detail?: string }) | undefined) {
      if (value) delete value.detail
      Object.defineProperty(this, 'cause', { value, configurable: true, writable: true })
    },
  },
})

// Development reloads this module, so the pools outlive it.
const store = globalThis as { __databases?: Partial<Record<Role, Database>> }

/** Next's server serves pages; every other process does the portal's own work. */
const ROLE: Role = process.env.NEXT_RUNTIME ? 'page' : 'job'

function made(role: Role): Database {
  const given = databaseSettings()
  const direct = directUrl(given)
  const url = role === 'job' ? direct : given.DATABASE_URL!
  const max = {
    page: given.DATABASE_POOL,
    job: given.DATABASE_POOL,
    long: given.DATABASE_POOL_LONG,
    health: 1,
    script: 1,
  }[role]
  const way = { url, limits: limitsOf(role, given), name: `scholarship-${role}`, direct: url === direct }
  return overConnections(new Pool(way, max))
}

/** Connects on first use. */
function lazy(role: Role): Database {
  return new Proxy({} as Database, {
    get(_, property) {
      store.__databases ??= {}
      store.__databases[role] ??= made(role)
      const database = store.__databases[role]
      const value = Reflect.get(database, property)
      return typeof value === 'function' ? value.bind(database) : value
    },
  })
}

/** The portal's database, by DATABASE_URL. Throws if DATABASE_URL is not set. */
export const db = lazy(ROLE)

/** The same for the reads of a page: those of the same moment are one statement, see `together`. */
export const reads = together(db)

/** The same for exports, archives and other long reads, on separate connections, so that saves never wait for them. */
export const longReads = lazy('long')

/** For health checks, which must not mistake a full pool for a database that is away. */
export const forHealth = lazy('health')
