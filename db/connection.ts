import postgres from 'postgres'
import { requests } from '@/lib/shared/database/request'
import type { Limits } from '@/lib/shared/database/settings'
import { type Trouble, troubleOf } from '@/lib/shared/database/trouble'
import { log } from '@/lib/shared/log/log'
import { noteAnswer, noteTrouble } from './outage'

/** Where and how a pool connects. `direct`: past PgBouncer. `name`: what PostgreSQL's lists call it. */
export type Way = { url: string; limits: Limits; name: string; direct: boolean }

/** The database has not done in time what was asked, or has no connection for it. */
export class DatabaseTrouble extends Error {
  constructor(
    readonly trouble: Trouble,
    options?: ErrorOptions,
  ) {
    super(`The database did not do what was asked: ${trouble.reason}.`, options)
  }
}

/** Notes what an error says of the state of the database, for the log and for the answer of the present request. */
export function noted<Given>(error: Given): Given {
  const trouble = troubleOf(error)
  if (!trouble) return error
  noteTrouble(trouble)
  const use = requests.getStore()
  if (use) use.trouble = trouble
  return error
}

/** More values belong to a statement that writes rows. */
const MOST_VALUES = 60
/** A server answers with its own timeout first. */
const AFTER_MS = 1000
const CONNECT_S = 5
const NEVER = 0x7fffffff
/** Ends a connection that the library has opened anew behind our back. */
const FORGOTTEN_S = 3600

/**
 * One connection to the database, of a postgres.js client of its own. With several connections in one client, postgres.js
 * ends the process when it loses the connection of a transaction (porsager/postgres#1208, version 3.4.9), and begins anew
 * on another connection in the middle of one. Here a connection that was lost stays lost, and its next statement says so.
 */
export class Connection {
  private readonly sql: postgres.Sql
  private gone: DatabaseTrouble | null = null
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly way: Way,
    /** Has the parsers and serializers that Drizzle wants. */
    types: Pick<postgres.ParsedOptions, 'parsers' | 'serializers'>,
    private readonly onGone: (connection: Connection) => void,
  ) {
    const { statement, lock, idle } = way.limits
    this.sql = postgres(way.url, {
      max: 1,
      onnotice: () => {},
      connect_timeout: CONNECT_S,
      max_lifetime: null,
      idle_timeout: FORGOTTEN_S,
      prepare: way.direct,
      connection: {
        application_name: way.name,
        // PgBouncer refuses what it does not know at the start of a connection: there each transaction sets its own limits.
        ...(way.direct && {
          statement_timeout: statement,
          lock_timeout: lock,
          idle_in_transaction_session_timeout: idle,
        }),
      },
      onclose: () => this.lose('the connection was lost'),
    })
    Object.assign(this.sql.options.parsers, types.parsers)
    Object.assign(this.sql.options.serializers, types.serializers)
  }

  /** Whether nothing more can be asked of it. */
  get lost(): boolean {
    return this.gone !== null
  }

  /**
   * Answers a statement with its rows, as arrays of values where `arrays`. Statements are answered one after the other.
   * @throws PostgresError, DatabaseTrouble
   */
  ask(text: string, values: unknown[] = [], arrays = false): Promise<postgres.RowList<postgres.Row[]>> {
    const answer = this.last.then(() => this.one(text, values, arrays))
    this.last = answer.catch(() => {})
    return answer
  }

  private async one(text: string, values: unknown[], arrays: boolean) {
    const use = requests.getStore()
    const { statement, slow } = this.way.limits
    const most = Math.min(statement ? statement + AFTER_MS : NEVER, use?.remaining ?? NEVER)
    if (this.gone) throw noted(this.gone)
    if (most <= 0) throw noted(new DatabaseTrouble({ kind: 'busy', reason: 'the request took too long' }))
    const begun = performance.now()
    let gaveUp: DatabaseTrouble | null = null
    // What was given up goes on in the server, so the connection cannot be used again.
    const giveUp = () => {
      gaveUp = new DatabaseTrouble({ kind: 'unavailable', reason: 'it does not answer' })
      this.end()
    }
    const patience = most < NEVER && setTimeout(giveUp, most)
    use?.begin()
    try {
      const query = this.sql.unsafe(text, values as never[], { prepare: this.prepares(text, values) })
      const rows = (await (arrays ? query.values() : query)) as postgres.RowList<postgres.Row[]>
      noteAnswer()
      return rows
    } catch (error) {
      // The client would connect anew: in the middle of a transaction, or for ever.
      if (!(error instanceof postgres.PostgresError) || error.severity === 'FATAL') this.end()
      throw noted(gaveUp ?? error)
    } finally {
      use?.end()
      if (patience) clearTimeout(patience)
      const took = performance.now() - begun
      // The text holds no value, only $1, $2 ...
      if (slow && took > slow)
        log.warn({ ms: Math.round(took), statement: text.replace(/\s+/g, ' ') }, 'A slow statement.')
    }
  }

  /**
   * A statement with parameters is prepared once a connection: its text never holds a value, so their number stays small.
   * One that has the comment 'once' is not kept: there are endless many of its kind, or its plan depends on the values. Nor
   * is one of very many values: its text goes by the number of rows that it writes. PgBouncer hands a statement to any
   * connection, and only from version 1.21 on knows what was prepared on which.
   */
  private prepares(text: string, values: unknown[]): boolean {
    return this.way.direct && values.length > 0 && values.length <= MOST_VALUES && !text.includes('/* once */')
  }

  /** The beginning of a transaction with its limits, in one message: all that holds in PgBouncer's transaction mode. */
  begin(): Promise<unknown> {
    const { statement, lock, idle } = this.way.limits
    if (this.way.direct) return this.ask('begin')
    return this.ask(
      `begin; set local statement_timeout = ${statement}; set local lock_timeout = ${lock}; set local idle_in_transaction_session_timeout = ${idle}`,
    )
  }

  private lose(reason: string): void {
    if (this.gone) return
    this.gone = new DatabaseTrouble({ kind: 'unavailable', reason })
    this.onGone(this)
  }

  /** Ends it at once; what is under way on it fails. */
  end(): void {
    this.lose('the connection was closed')
    this.sql.end({ timeout: 0 }).catch(() => {})
  }
}
