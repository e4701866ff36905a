import { DrizzleQueryError, type ExtractTablesWithRelations } from 'drizzle-orm'
import { drizzle, NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres'
import type { PgDatabase, PgDialect, PgQueryResultHKT, PgTransaction, PgTransactionConfig } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import { PortalPool } from './pool'
import * as schema from './schema'
import { databaseSettings, limitsOf, type Role } from './settings'

/** What a statement answers: its rows, and how many it changed. */
type Rows<Row> = Row[] & { count: number }
interface RowsKind extends PgQueryResultHKT {
  type: Rows<this['row']>
}

type Schema = typeof schema
export type Database = PgDatabase<RowsKind, Schema>
/** A database or a transaction on it: what every query function takes. */
export type Executor = Database | PgTransaction<RowsKind, Schema, ExtractTablesWithRelations<Schema>>

/** A database for a command or a test: nothing is given up before it is done. */
export function connect(url: string, max = 10): { db: Database; close: () => Promise<void> } {
  const pool = new PortalPool({ url, max, limits: limitsOf('script'), name: 'scholarship-portal', direct: true })
  return { db: overPool(pool), close: () => pool.end() }
}

function overPool(pool: PortalPool): Database {
  const database = drizzle(pool, { schema })
  const { dialect, session } = database as unknown as { dialect: PgDialect; session: { schema: never } }
  type Work = (tx: NodePgTransaction<Schema, never>) => Promise<unknown>
  // Drizzle's own loses the connection where `begin` fails, and gives back one whose transaction goes on.
  const transaction = async (work: Work, config?: PgTransactionConfig) => {
    const connection = await pool.take()
    try {
      const within = new NodePgSession(connection as unknown as pg.Client, dialect, session.schema)
      const tx = new NodePgTransaction<Schema, never>(dialect, within as never, session.schema)
      await connection.query(pool.beginWith(modeOf(config)))
      const result = await work(tx)
      const ended = (await connection.query('commit')) as unknown as { command: string }
      // A statement failed and somebody went on all the same: PostgreSQL keeps nothing, and says so in passing.
      if (ended.command !== 'COMMIT') throw new Error('The transaction was not kept: one of its statements had failed.')
      return result
    } catch (error) {
      await connection.query('rollback').catch(() => {
        connection.spoilt = true
      })
      throw error
    } finally {
      pool.giveBack(connection)
    }
  }
  return Object.assign(database, { transaction }) as unknown as Database
}

function modeOf({ isolationLevel, accessMode }: PgTransactionConfig = {}): string {
  return `${isolationLevel ? `isolation level ${isolationLevel} ` : ''}${accessMode ?? ''}`
}

/** The database over a pool of the job queue. Rows of `execute` are in `.rows` here. */
export function overNodePostgres(pool: pg.Pool): Database {
  return drizzle(pool, { schema }) as unknown as Database
}

/**
 * An error's text goes to logs, so it tells the query, the database's message and the constraint, but not what was
 * written: Drizzle puts all parameters into its message, PostgreSQL the failing row into `detail`.
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

// Development reloads this module; the pools are kept across reloads.
const store = globalThis as { __databases?: Partial<Record<Role, Database>> }

/** Next's server asks for pages; everything else that uses this module does the portal's own work. */
const ROLE: Role = process.env.NEXT_RUNTIME ? 'page' : 'job'

function made(role: Role): Database {
  const of = databaseSettings()
  const direct = of.DATABASE_DIRECT_URL ?? of.DATABASE_URL
  const url = role === 'job' ? direct : of.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set. Start the portal with `npm run portal`.')
  const max = role === 'long' ? of.DATABASE_POOL_LONG : of.DATABASE_POOL
  return overPool(
    new PortalPool({ url, max, limits: limitsOf(role, of), name: `scholarship-${role}`, direct: url === direct }),
  )
}

/** Connects on first use. */
const lazy = (role: Role) =>
  new Proxy({} as Database, {
    get(_, property) {
      store.__databases ??= {}
      store.__databases[role] ??= made(role)
      const database = store.__databases[role]
      const value = Reflect.get(database, property)
      return typeof value === 'function' ? value.bind(database) : value
    },
  })

/** The portal's database, by DATABASE_URL. Throws if DATABASE_URL is not set. */
export const db = lazy(ROLE)

/** The same for exports, dossiers and other long reads, by connections of their own: saves never wait for them. */
export const longReads = lazy('long')
