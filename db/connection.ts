import postgres from 'postgres'
import { requests } from '@/lib/shared/database/request'
import type { Limits } from '@/lib/shared/database/settings'
import { type Trouble, troubleOf } from '@/lib/shared/database/trouble'
import { log } from '@/lib/shared/log/log'
import { noteAnswer, noteTrouble } from './outage'

/** Where and how a pool connects. `direct`: bypasses PgBouncer. `name`: its name in PostgreSQL's lists. */
export type Way = { url: string; limits: Limits; name: string; direct: boolean }

/** The database took too long, or has no free connection. */
export class DatabaseTrouble extends Error {
  constructor(
    readonly trouble: Trouble,
    options?: ErrorOptions,
  ) {
    super(`The database did not do what was asked: ${trouble.reason}.`, options)
  }
}

/** Notes what an error says about the state of the database, for the log and for the answer to the present request. */
export function noted<Given>(error: Given): Given {
  const trouble = troubleOf(error)
  if (!trouble) return error
  noteTrouble(trouble)
  const use = requests.getStore()
  if (use) use.trouble = trouble
  return error
}

export type Statement = { sql: string; params: unknown[] }

/** Only a statement that writes rows has more values. */
const MOST_VALUES = 60
/** The server's own timeout answers first. */
const AFTER_MS = 1000
const CONNECT_S = 5
const NEVER = 0x7fffffff
/** Ends a connection that the library reopened by itself. */
const FORGOTTEN_S = 3600

/**
 * One connection to the database, with a postgres.js client of its own. If one client has several connections,
 * postgres.js ends the process when it loses the connection of a transaction (porsager/postgres#1208, version 3.4.9),
 * and continues a transaction on another connection. Here a lost connection stays lost, and its next statement says so.
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
        // PgBouncer refuses unknown settings when a connection starts, so there each transaction sets its own limits.
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

  /** Whether the connection is of no more use. */
  get lost(): boolean {
    return this.gone !== null
  }

  /**
   * Runs statements one after the other. Answers with rows, or with arrays of values if `arrays`.
   * @throws PostgresError, DatabaseTrouble
   */
  ask(text: string, values: unknown[] = [], arrays = false): Promise<postgres.RowList<postgres.Row[]>> {
    const answer = this.last.then(() => this.one(text, values, arrays))
    this.last = answer.catch(() => {})
    return answer
  }

  /**
   * Runs statements that change nothing, reads and locks, in this order, and sends all of them before the first
   * answers. The client library may ask those that it has not sent on another connection when this one is lost.
   * @throws PostgresError, DatabaseTrouble
   */
  askTogether(statements: Statement[]): Promise<postgres.RowList<postgres.Row[]>[]> {
    const answers = statements.map(({ sql, params }) => {
      const answer = this.one(sql, params, false, this.last)
      this.last = answer.catch(() => {})
      return answer
    })
    return Promise.all(answers)
  }

  /** The time for an answer begins when the statement `before` it has its own. */
  private async one(text: string, values: unknown[], arrays: boolean, before?: Promise<unknown>) {
    const use = requests.getStore()
    const { statement, slow } = this.way.limits
    const most = Math.min(statement ? statement + AFTER_MS : NEVER, use?.remaining ?? NEVER)
    if (this.gone) throw noted(this.gone)
    if (most <= 0) throw noted(new DatabaseTrouble({ kind: 'busy', reason: 'the request took too long' }))
    let begun = performance.now()
    let gaveUp: DatabaseTrouble | null = null
    // The server goes on with an abandoned statement, so the connection cannot be used again.
    const giveUp = () => {
      gaveUp = new DatabaseTrouble({ kind: 'unavailable', reason: 'it does not answer' })
      this.end()
    }
    let patience: NodeJS.Timeout | undefined
    let done = false
    const wait = () => {
      begun = performance.now()
      if (most < NEVER && !done) patience = setTimeout(giveUp, most)
    }
    if (before) before.then(wait)
    else wait()
    use?.begin()
    try {
      const query = this.sql.unsafe(text, values as never[], { prepare: this.prepares(text, values) })
      const rows = (await (arrays ? query.values() : query)) as postgres.RowList<postgres.Row[]>
      noteAnswer()
      return rows
    } catch (error) {
      // The client would reconnect, in the middle of a transaction or endlessly.
      if (!(error instanceof postgres.PostgresError) || error.severity === 'FATAL') this.end()
      throw noted(gaveUp ?? error)
    } finally {
      done = true
      use?.end()
      clearTimeout(patience)
      const took = performance.now() - begun
      // The text holds no value, only $1, $2 ...
      if (slow && took > slow)
        log.warn({ ms: Math.round(took), statement: text.replace(/\s+/g, ' ') }, 'A slow statement.')
    }
  }

  /**
   * Prepares a statement with parameters once per connection: its text never holds a value, so there are few. It does
   * not prepare statements with the comment 'once', which come in endless variants or need a plan for their values, nor
   * very long ones, whose text depends on the number of rows. PgBouncer hands a statement to any connection, and only
   * since version 1.21 knows which connection has it prepared.
   */
  private prepares(text: string, values: unknown[]): boolean {
    return this.way.direct && values.length > 0 && values.length <= MOST_VALUES && !text.includes('/* once */')
  }

  /** Begins a transaction and sets its limits in one message; nothing else holds in PgBouncer's transaction mode. */
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

  /** Ends the connection at once; whatever runs on it fails. */
  end(): void {
    this.lose('the connection was closed')
    this.sql.end({ timeout: 0 }).catch(() => {})
  }
}
