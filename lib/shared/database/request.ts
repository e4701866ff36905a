import { AsyncLocalStorage } from 'node:async_hooks'
import type { Trouble } from './trouble'

/** So long one request may wait for the database in all: a page of many slow statements answers in time too. */
const BUDGET_MS = 7000
/** For the few requests that do much at once, an import of people for instance. */
const LONG_MS = 10 * 60_000

/** What a web request has asked of the database. */
export class RequestUse {
  /** The last trouble that it met. */
  trouble: Trouble | null = null
  private budget = BUDGET_MS
  private spent = 0
  private active = 0
  private since = 0

  begin(): void {
    if (this.active++ === 0) this.since = performance.now()
  }

  /** Statements at the same time count once. */
  end(): void {
    if (--this.active === 0) this.spent += performance.now() - this.since
  }

  extend(): void {
    this.budget = Math.max(this.budget, LONG_MS)
  }

  /** The answer has begun: what goes on now, a stream or a timer that the request has started, has all its time. */
  answered(): void {
    this.budget = Number.POSITIVE_INFINITY
  }

  /** Milliseconds. */
  get remaining(): number {
    const running = this.active > 0 ? performance.now() - this.since : 0
    return Math.max(0, this.budget - this.spent - running)
  }
}

// One for the process: the bundles of pages, routes and instrumentation may each have a copy of this module.
const store = globalThis as { __requests?: AsyncLocalStorage<RequestUse> }
store.__requests ??= new AsyncLocalStorage()

/** The request in which something is asked; none in jobs, commands and tests. */
export const requests = store.__requests

/** The present request does much at once, so it may wait for the database for longer than others. */
export const takesLong = (): void => requests.getStore()?.extend()
