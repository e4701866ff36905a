import type postgres from 'postgres'
import { requests } from '@/lib/shared/database/request'
import { Connection, DatabaseTrouble, noted, type Way } from './connection'

type Waiting = { give(connection: Connection): void }

/** Idle for so long, a connection is closed, so that a quiet portal leaves the database's to others. */
const IDLE_MS = 5 * 60_000

/**
 * Connections to the database, `max` at most, each for one statement or one transaction at a time. A request waits for a free
 * one for `limits.wait` at most, and `limits.queue` may wait at once; the others are refused, for a database that is
 * overrun gets no better by more that wait.
 */
export class Pool {
  /** For Drizzle, which sets them once; each connection has them. */
  readonly types: Pick<postgres.ParsedOptions, 'parsers' | 'serializers'> = {
    parsers: {} as never,
    serializers: {} as never,
  }
  private readonly all = new Set<Connection>()
  /** The one that was used last is used next, so that those that are not needed become idle. */
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

  /** How many connections there are, are unused, and how many statements wait for one. */
  get totalCount(): number {
    return this.all.size
  }
  get idleCount(): number {
    return this.idle.length
  }
  get waitingCount(): number {
    return this.waiting.length
  }

  /** The answer to one statement. @throws PostgresError, DatabaseTrouble */
  async ask(text: string, values: unknown[] | undefined, arrays: boolean) {
    const connection = await this.take()
    try {
      return await connection.ask(text, values, arrays)
    } finally {
      this.giveBack(connection)
    }
  }

  /**
   * What `work` answers, done in a transaction. It is undone where `work` or any statement of it fails, even if `work` goes
   * on all the same. @throws what failed
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
      // Of a connection that is lost the server undoes all by itself.
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
      // There is room for another.
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

  /** Closes what is free at once, and the rest when it is given back. */
  async end(): Promise<void> {
    this.closed = true
    clearInterval(this.sweeping)
    for (const { connection } of [...this.idle]) connection.end()
  }
}
