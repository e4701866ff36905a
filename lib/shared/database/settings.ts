import * as z from 'zod'

const whole = (least: number, usual: number) => z.coerce.number().int().min(least).max(10_000).default(usual)
/** Seconds; 0 is no limit. */
const seconds = (usual: number) => z.coerce.number().min(0).max(86_400).default(usual)
const address = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')

/** How the portal uses its database. Times are in seconds. */
export const databaseShape = {
  /** Pages may go through PgBouncer in transaction mode. */
  DATABASE_URL: address,
  /** For session locks, jobs and migrations: this address bypasses PgBouncer. */
  DATABASE_DIRECT_URL: address.optional(),
  /** Connections of one process for pages and saves, and for the work of its jobs. */
  DATABASE_POOL: whole(1, 10),
  /** Connections of one process for exports, dossiers and other long reads. */
  DATABASE_POOL_LONG: whole(1, 3),
  /**
   * How many statements of pages may wait for a connection; the portal refuses more at once. One page sends a few dozen
   * together.
   */
  DATABASE_QUEUE: whole(0, 2000),
  /** How long a page waits for a free connection. */
  DATABASE_WAIT: seconds(3),
  DATABASE_STATEMENT_TIMEOUT: seconds(5),
  DATABASE_STATEMENT_TIMEOUT_LONG: seconds(120),
  DATABASE_STATEMENT_TIMEOUT_JOB: seconds(600),
  DATABASE_LOCK_TIMEOUT: seconds(5),
  DATABASE_LOCK_TIMEOUT_JOB: seconds(60),
  DATABASE_IDLE_IN_TRANSACTION: seconds(15),
  /** For a job, which hands a mail to its server within a transaction. */
  DATABASE_IDLE_IN_TRANSACTION_JOB: seconds(1800),
  /** Statements that take longer go to the log, without their values. */
  DATABASE_SLOW: seconds(1),
}

const schema = z.object({ ...databaseShape, DATABASE_URL: address.optional() })
export type DatabaseSettings = z.infer<typeof schema>

/**
 * Reads the environment as it is now, because commands have a database without the portal's other settings.
 * @throws Error that names what is wrong
 */
export function databaseSettings(): DatabaseSettings {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  throw new Error(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
}

/** The address that bypasses PgBouncer. @throws Error if no address is set */
export function directUrl(of: DatabaseSettings = databaseSettings()): string {
  const url = of.DATABASE_DIRECT_URL ?? of.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set. Start the portal with `npm run portal`.')
  return url
}

/** What a connection is for. A person runs a script as a command, and stops it if it takes too long. */
export type Role = 'page' | 'long' | 'job' | 'health' | 'script'

/** A health check waits no longer than this. */
const HEALTH_MS = 2000

/** Times in milliseconds, 0 is no limit; `queue` is how many statements may wait for a connection. */
export type Limits = { statement: number; lock: number; idle: number; wait: number; queue: number; slow: number }

export function limitsOf(role: Role, of: DatabaseSettings = databaseSettings()): Limits {
  const ms = (value: number) => Math.round(value * 1000)
  const slow = ms(of.DATABASE_SLOW)
  const page = {
    lock: ms(of.DATABASE_LOCK_TIMEOUT),
    idle: ms(of.DATABASE_IDLE_IN_TRANSACTION),
    wait: ms(of.DATABASE_WAIT),
    queue: of.DATABASE_QUEUE,
    slow,
  }
  const patient = { wait: 60_000, queue: Number.POSITIVE_INFINITY }
  switch (role) {
    case 'page':
      return { ...page, statement: ms(of.DATABASE_STATEMENT_TIMEOUT) }
    case 'long':
      return { ...page, statement: ms(of.DATABASE_STATEMENT_TIMEOUT_LONG), slow: 0 }
    case 'health':
      return { ...page, statement: HEALTH_MS, wait: HEALTH_MS, slow: 0 }
    case 'job':
      return {
        ...patient,
        statement: ms(of.DATABASE_STATEMENT_TIMEOUT_JOB),
        lock: ms(of.DATABASE_LOCK_TIMEOUT_JOB),
        idle: ms(of.DATABASE_IDLE_IN_TRANSACTION_JOB),
        slow,
      }
    case 'script':
      return { ...patient, statement: 0, lock: 0, idle: 0, slow: 0 }
  }
}
