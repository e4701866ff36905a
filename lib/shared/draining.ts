const NAME = Symbol.for('scholarship.draining')

/**
 * Aborted shortly before this web server ends. Never aborted in tests and in development, where nothing drains the
 * server.
 */
export function drainingSignal(): AbortSignal {
  const store = globalThis as { [NAME]?: AbortSignal }
  store[NAME] ??= new AbortController().signal
  return store[NAME]
}

/**
 * Whether this web server is about to end, so that it should get no new work. A balancer's health route must answer no
 * from then on; the launcher waits DRAIN_NOTICE_SECONDS for the balancer to ask.
 */
export const isDraining = (): boolean => drainingSignal().aborted
