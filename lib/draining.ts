const NAME = Symbol.for('scholarship.draining')

/** Aborted once this web server is about to end; never where nothing drains it, as in tests and in development. */
export function drainingSignal(): AbortSignal {
  const store = globalThis as { [NAME]?: AbortSignal }
  store[NAME] ??= new AbortController().signal
  return store[NAME]
}

/** Whether this web server is about to end: no new work should be sent to it. */
export const isDraining = (): boolean => drainingSignal().aborted
