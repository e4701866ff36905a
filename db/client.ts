import { DrizzleQueryError } from 'drizzle-orm'
import { drizzle as overPool } from 'drizzle-orm/node-postgres'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type pg from 'pg'
import postgres from 'postgres'
import * as schema from './schema'

export type Database = PostgresJsDatabase<typeof schema>
/** A database or a transaction on it: what every query function takes. */
export type Executor = Database | Parameters<Parameters<Database['transaction']>[0]>[0]

export function connect(url: string, max = 10): { db: Database; close: () => Promise<void> } {
  const client = postgres(url, { max, onnotice: () => {}, connection: { application_name: 'scholarship-portal' } })
  prepareStatements(client)
  return { db: drizzle(client, { schema }), close: () => client.end({ timeout: 5 }) }
}

/**
 * The same database over another driver, for a transaction that stays open for long: the process ends when postgres.js
 * loses the connection of one (porsager/postgres#1208, version 3.4.9). Rows of `execute` are in `.rows` here.
 */
export function overNodePostgres(pool: pg.Pool): Database {
  return overPool(pool, { schema }) as unknown as Database
}

/** More values belong to a statement that writes rows. */
const MOST_VALUES = 60

/**
 * Drizzle asks the driver for no prepared statement, which costs each query a second round trip and a plan; a statement
 * with parameters is prepared once a connection instead. Its text never holds a value, so their number stays small. One
 * that has the comment 'once' is not kept: there are endless many of its kind, or its plan depends on the values. Nor is
 * one of very many values: its text goes by the number of rows that it writes.
 */
function prepareStatements(client: postgres.Sql | postgres.TransactionSql) {
  const { unsafe } = client
  client.unsafe = (text, values, options) =>
    unsafe(text, values, {
      ...options,
      prepare: !!values && values.length > 0 && values.length <= MOST_VALUES && !text.includes('/* once */'),
    })
  // Each transaction, and each savepoint in it, has a client of its own.
  for (const step of ['begin', 'savepoint'] as const) prepareWithin(client as unknown as Record<string, Step>, step)
}

type Step = (...given: unknown[]) => unknown

function prepareWithin(client: Record<string, Step>, step: 'begin' | 'savepoint') {
  const original = client[step]
  if (!original) return
  client[step] = (...given) => {
    const work = given.pop() as (inner: postgres.TransactionSql) => unknown
    return original(...given, (inner: postgres.TransactionSql) => {
      prepareStatements(inner)
      return work(inner)
    })
  }
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

// Development reloads this module; the pool is kept across reloads.
const store = globalThis as { __database?: Database }

/** The portal's database, by DATABASE_URL; connects on first use. Throws if DATABASE_URL is not set. */
export const db: Database = new Proxy({} as Database, {
  get(_, property) {
    if (!store.__database) {
      const url = process.env.DATABASE_URL
      if (!url) throw new Error('DATABASE_URL is not set. Start the portal with `npm run portal`.')
      store.__database = connect(url, Number(process.env.DATABASE_POOL ?? 10)).db
    }
    const value = Reflect.get(store.__database, property)
    return typeof value === 'function' ? value.bind(store.__database) : value
  },
})
