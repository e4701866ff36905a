const NAME = Symbol.for('scholarship.draining')

/** Aborted once this web server is about to end; never where nothing drains it, as in tests and in development. */
export function drainingSignal(): AbortSignal {
  const store = globalThis as { [NAME]?: AbortSignal }
  store[NAME] ??= new AbortController().signal
  return store[NAME]
}

/**
 * Whether this web server is about to end: no new work should be sent to it. A route that tells a balancer whether to send
 * requests here must say no from then on; the launcher waits DRAIN_NOTICE_SECONDS for the balancer to ask.
 */
export const isDraining = (): boolean => drainingSignal().aborted
