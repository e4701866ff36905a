import { AsyncLocalStorage } from 'node:async_hooks'
import type { Trouble } from './trouble'

/**
 * How long one request may wait for the database in total, so that a page of many slow statements still answers in
 * time.
 */
const BUDGET_MS = 7000
/** For the few requests that do much at once, such as an import of people. */
const LONG_MS = 10 * 60_000

/** What a web request has asked of the database. */
export class RequestUse {
  /** The last database trouble of this request. */
  trouble: Trouble | null = null
  private budget = BUDGET_MS
  private spent = 0
  private active = 0
  private since = 0

  begin(): void {
    if (this.active++ === 0) this.since = performance.now()
  }

  /** Statements that run at the same time count once. */
  end(): void {
    if (--this.active === 0) this.spent += performance.now() - this.since
  }

  extend(): void {
    this.budget = Math.max(this.budget, LONG_MS)
  }

  /** The answer has begun. What the request started and left running, a stream or a timer, has no limit. */
  answered(): void {
    this.budget = Number.POSITIVE_INFINITY
  }

  /** Milliseconds. */
  get remaining(): number {
    const running = this.active > 0 ? performance.now() - this.since : 0
    return Math.max(0, this.budget - this.spent - running)
  }
}

// One store for the process: the bundles of pages, routes and instrumentation may each have a copy of this module.
const store = globalThis as { __requests?: AsyncLocalStorage<RequestUse> }
store.__requests ??= new AsyncLocalStorage()

/** The current request; none in jobs, commands and tests. */
export const requests = store.__requests

/** Lets the current request wait longer for the database, because it does much at once. */
export const takesLong = (): void => requests.getStore()?.extend()
