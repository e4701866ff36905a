import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import pg from 'pg'
import { PortalError } from '@/lib/errors'
import { noteAnswer, noteTrouble } from './outage'
import { requests } from './request'
import type { Limits } from './settings'
import { type Trouble, troubleOf } from './trouble'

export type PoolOptions = { url: string; max: number; limits: Limits; name: string; direct: boolean }
type Given = pg.QueryConfig & { rowMode?: 'array' }

/** More values belong to a statement that writes rows. */
const MOST_VALUES = 60
/** The longest that a timer can wait, 24 days. */
const NEVER = 0x7fffffff
const names = new LRUCache<string, string>({ max: 5000 })

/**
 * A statement with parameters is prepared once a connection, by a name: its text never holds a value, so their number stays
 * small. One that has the comment 'once' is not kept: there are endless many of its kind, or its plan depends on the values.
 * Nor is one of very many values: its text goes by the number of rows that it writes.
 */
function nameOf(text: string, values: number): string | undefined {
  if (values === 0 || values > MOST_VALUES || text.includes('/* once */')) return undefined
  const known = names.get(text)
  if (known) return known
  const name = createHash('sha1').update(text).digest('base64url')
  names.set(text, name)
  return name
}

export const sentence = {
  unavailable:
    'The portal’s database cannot be reached just now. Nothing was sent; what you typed is still here. Please send it again in a moment.',
  busy: 'The portal is very busy just now. Nothing was sent; what you typed is still here. Please send it again in a moment.',
}

/** The error as the rest of the portal sees it: trouble with the database becomes a PortalError, anything else stays. */
function asTold(error: unknown): unknown {
  const trouble = troubleOf(error)
  return trouble ? troubled(trouble, error) : error
}

function troubled(trouble: Trouble, cause?: unknown): PortalError {
  noteTrouble(trouble)
  const use = requests.getStore()
  if (use) use.trouble = trouble
  return Object.assign(new PortalError(trouble.kind, sentence[trouble.kind]), { trouble, cause })
}

/** One connection. It answers a statement with its rows, which know their `count`. */
class Connection extends pg.Client {
  limits!: Limits
  direct = true
  /** Not to be used again: it may still be at work, or knows plans of tables that have changed. */
  spoilt = false
  private last: Promise<unknown> = Promise.resolve()

  // One after the other: in a transaction many are asked at once.
  override query = ((given: string | Given, values?: unknown[]) => {
    const config = typeof given === 'string' ? { text: given } : given
    const answer = this.last.then(() => this.one(config, values ?? config.values))
    this.last = answer.catch(() => {})
    return answer
  }) as unknown as pg.Client['query']

  private async one(config: Given, values: unknown[] | undefined): Promise<unknown> {
    const { statement, slow } = this.limits
    const use = requests.getStore()
    const most = Math.min(statement ? statement + 1000 : NEVER, use ? use.remainingMs : NEVER)
    if (most <= 0) throw troubled({ kind: 'busy', reason: 'the request took too long' })
    const started = performance.now()
    const name = this.direct ? nameOf(config.text, values?.length ?? 0) : undefined
    use?.begin()
    try {
      const result = await super.query({ ...config, values, name, query_timeout: Math.ceil(most) } as pg.QueryConfig)
      noteAnswer()
      return asRows(result)
    } catch (error) {
      if (spoils(error)) this.spoilt = true
      throw asTold(error)
    } finally {
      use?.end()
      const took = performance.now() - started
      // The text holds no value, only $1, $2 ...
      if (slow && took > slow)
        console.warn(`Slow statement, ${Math.round(took)} ms: ${config.text.replace(/\s+/g, ' ')}`)
    }
  }
}

/** A statement that was given up goes on in the server; a plan that no longer fits its tables stays in the connection. */
function spoils(error: unknown): boolean {
  const { message, routine } = error as { message?: string; routine?: string }
  return message === 'Query read timeout' || routine === 'RevalidateCachedQuery'
}

function asRows(result: pg.QueryResult | pg.QueryResult[]): unknown {
  if (Array.isArray(result)) return result.map(asRows)
  const { rows, rowCount, command } = result
  return Object.defineProperties(rows, {
    count: { value: rowCount ?? rows.length },
    rows: { value: rows },
    command: { value: command },
  })
}

/**
 * Connections to the database, so many and no more. Who waits for one waits `limits.wait` at most, and no more than
 * `limits.queue` wait; what is wrong with the database itself is told as a PortalError 'unavailable' or 'busy'.
 */
export class PortalPool extends pg.Pool {
  readonly direct: boolean
  private readonly limits: Limits

  constructor({ url, max, limits, name, direct }: PoolOptions) {
    // PgBouncer refuses what it does not know at the start of a connection: there each transaction sets its own limits.
    const given = direct
      ? {
          statement_timeout: limits.statement,
          lock_timeout: limits.lock,
          idle_in_transaction_session_timeout: limits.idle,
        }
      : {}
    super({
      connectionString: url,
      Client: Connection as unknown as new () => pg.ClientBase,
      max,
      connectionTimeoutMillis: limits.wait,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      application_name: name,
      ...given,
    })
    this.limits = limits
    this.direct = direct
    this.on('error', (error) => asTold(error))
    this.on('connect', (client) => {
      Object.assign(client, { limits, direct })
      // One that is lost while nothing is asked of it: that is told by the next statement.
      client.on('error', () => {})
    })
    this.query = ((given: string | Given, values?: unknown[]) => this.ask(given, values)) as unknown as pg.Pool['query']
  }

  /** A connection, to be released by `giveBack`. @throws PortalError 'unavailable', 'busy' */
  async take(): Promise<Connection> {
    if (this.waitingCount >= this.limits.queue) throw troubled({ kind: 'busy', reason: 'too many wait' })
    const use = requests.getStore()
    use?.begin()
    try {
      return (await this.connect()) as unknown as Connection
    } catch (error) {
      throw asTold(error)
    } finally {
      use?.end()
    }
  }

  giveBack(connection: Connection): void {
    ;(connection as unknown as pg.PoolClient).release(connection.spoilt)
  }

  private async ask(given: string | Given, values?: unknown[]): Promise<unknown> {
    const connection = await this.take()
    try {
      return await connection.query(given as string, values)
    } finally {
      this.giveBack(connection)
    }
  }

  /** The beginning of a transaction with its limits, in one message: all that holds in PgBouncer's transaction mode. */
  beginWith(mode: string): string {
    if (this.direct) return `begin ${mode}`
    const { statement, lock, idle } = this.limits
    return `begin ${mode}; set local statement_timeout = ${statement}; set local lock_timeout = ${lock}; set local idle_in_transaction_session_timeout = ${idle}`
  }
}
