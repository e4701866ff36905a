import type postgres from 'postgres'
import { requests } from '@/lib/shared/database/request'
import { Connection, DatabaseTrouble, noted, type Way } from './connection'

type Waiting = { give(connection: Connection): void }

/** Closes a connection that is idle for this long, so that a quiet portal leaves connections to others. */
const IDLE_MS = 5 * 60_000

/**
 * At most `max` connections to the database, each for one statement or transaction at a time. A request waits at most
 * `limits.wait` for a free one. `limits.queue` requests may wait; the pool refuses more, because a longer queue does
 * not help an overloaded database.
 */
export class Pool {
  /** Drizzle sets them once; each connection gets them. */
  readonly types: Pick<postgres.ParsedOptions, 'parsers' | 'serializers'> = {
    parsers: {} as never,
    serializers: {} as never,
  }
  private readonly all = new Set<Connection>()
  /** Reuses the most recent connection first, so that surplus ones become idle. */
  private readonly idle: { connection: Connection; since: number }[] = []
  private readonly waiting: Waiting[] = []
  private readonly sweeping: NodeJS.Timeout
  private closed = false

  constructor(
    private readonly way: Way,
    private readonly max: number,
  ) {
    this.sweeping = setInterval(() => this.closeIdle(), IDLE_MS / 5).unref()
  }

  /** How many connections exist, how many are unused, and how many statements wait. */
  get totalCount(): number {
    return this.all.size
  }
  get idleCount(): number {
    return this.idle.length
  }
  get waitingCount(): number {
    return this.waiting.length
  }

  /** Runs one statement. @throws PostgresError, DatabaseTrouble */
  async ask(text: string, values: unknown[] | undefined, arrays: boolean) {
    const connection = await this.take()
    try {
      return await connection.ask(text, values, arrays)
    } finally {
      this.giveBack(connection)
    }
  }

  /**
   * Runs `work` in a transaction. Rolls back if `work` or any statement of it fails, even if `work` catches the error.
   * @throws what failed
   */
  async transact<Result>(work: (connection: Connection, failures: unknown[]) => Promise<Result>): Promise<Result> {
    const connection = await this.take()
    const failures: unknown[] = []
    try {
      await connection.begin()
      const result = await work(connection, failures)
      if (failures.length > 0) throw failures[0]
      await connection.ask('commit')
      return result
    } catch (error) {
      // The server rolls back by itself when a connection is lost.
      if (!connection.lost) await connection.ask('rollback').catch(() => connection.end())
      throw error
    } finally {
      this.giveBack(connection)
    }
  }

  private async take(): Promise<Connection> {
    const free = this.idle.pop()
    if (free) return free.connection
    if (this.closed) throw noted(new DatabaseTrouble({ kind: 'unavailable', reason: 'the pool was closed' }))
    if (this.all.size < this.max) return this.open()
    if (this.waiting.length >= this.way.limits.queue)
      throw noted(new DatabaseTrouble({ kind: 'busy', reason: 'too many wait' }))
    return this.wait()
  }

  /** It connects with its first statement. */
  private open(): Connection {
    const connection = new Connection(this.way, this.types, (gone) => {
      this.all.delete(gone)
      const at = this.idle.findIndex((one) => one.connection === gone)
      if (at >= 0) this.idle.splice(at, 1)
      // There is room for another connection.
      if (!this.closed && this.all.size < this.max) this.waiting.shift()?.give(this.open())
    })
    this.all.add(connection)
    return connection
  }

  private wait(): Promise<Connection> {
    const use = requests.getStore()
    use?.begin()
    return new Promise<Connection>((resolve, reject) => {
      const waiting: Waiting = {
        give(connection) {
          clearTimeout(timer)
          resolve(connection)
        },
      }
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(waiting), 1)
        reject(noted(new DatabaseTrouble({ kind: 'busy', reason: 'no connection was free in time' })))
      }
      const timer = setTimeout(giveUp, Math.min(this.way.limits.wait, use?.remaining ?? Number.POSITIVE_INFINITY))
      this.waiting.push(waiting)
    }).finally(() => use?.end())
  }

  private giveBack(connection: Connection): void {
    if (connection.lost) return
    const next = this.closed ? undefined : this.waiting.shift()
    if (this.closed) connection.end()
    else if (next) next.give(connection)
    else this.idle.push({ connection, since: Date.now() })
  }

  private closeIdle(): void {
    const old = this.idle.filter(({ since }) => since < Date.now() - IDLE_MS)
    for (const { connection } of old) connection.end()
  }

  /** Closes free connections at once, and the others when they are given back. */
  async end(): Promise<void> {
    this.closed = true
    clearInterval(this.sweeping)
    for (const { connection } of [...this.idle]) connection.end()
  }
}
