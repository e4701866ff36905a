import { AsyncLocalStorage } from 'node:async_hooks'
import type { Trouble } from './trouble'

/** The time that one request may spend on the database in all: a page of many slow statements answers in time too. */
const BUDGET_MS = 8000

/** What a web request has asked of the database. */
export class RequestUse {
  /** The last trouble that it met. */
  trouble: Trouble | null = null
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

  get remainingMs(): number {
    const running = this.active > 0 ? performance.now() - this.since : 0
    return Math.max(0, BUDGET_MS - this.spent - running)
  }
}

// One for the process: the bundles of pages, routes and instrumentation may each have a copy of this module.
const store = globalThis as { __requests?: AsyncLocalStorage<RequestUse> }
store.__requests ??= new AsyncLocalStorage()

/** The request in which something is asked; none in jobs, commands and what goes on after an answer. */
export const requests = store.__requests
