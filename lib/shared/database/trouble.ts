/**
 * Names the trouble with the database behind an error: 'unavailable' while it is away, full, read-only or out of
 * connections; 'busy' where the same statement may succeed at once (a timeout, a deadlock, a full queue). Pure.
 */
export type Trouble = { kind: 'unavailable' | 'busy'; reason: string }

const away = (reason: string): Trouble => ({ kind: 'unavailable', reason })
const busy = (reason: string): Trouble => ({ kind: 'busy', reason })

/** By SQLSTATE, or by its class (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const BY_STATE: Record<string, Trouble> = {
  '08': away('the connection was lost'),
  '57P01': away('it is shutting down'),
  '57P02': away('it crashed'),
  '57P03': away('it is starting up'),
  '57P05': away('it closed an idle connection'),
  '53300': away('it has no connection left'),
  '53100': away('its disk is full'),
  '53200': away('it is out of memory'),
  '25006': away('it is read-only'),
  '58030': away('its disk fails'),
  '57014': busy('a statement took too long'),
  '55P03': busy('a lock was not free in time'),
  '25P03': busy('a transaction was idle for too long'),
  '25P04': busy('a transaction took too long'),
  '40001': busy('two transactions could not be put in order'),
  '40P01': busy('two transactions waited for each other'),
}

/**
 * Errors of a connection, by Node's code. Other servers raise the same codes; the place that catches them tells them
 * apart.
 */
const BY_CODE: Record<string, string> = {
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'the connection was lost',
  EPIPE: 'the connection was lost',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'it cannot be reached',
  ENETUNREACH: 'it cannot be reached',
  ENOTFOUND: 'its address is not known',
  EAI_AGAIN: 'its address cannot be looked up',
}

/** node-postgres's messages without a code, and postgres.js's own codes. */
const BY_TEXT: [RegExp, Trouble][] = [
  [/^timeout exceeded when trying to connect/, busy('no connection was free in time')],
  [/connection timeout|timeout expired|CONNECT_TIMEOUT|^Query read timeout/, away('it does not answer')],
  [/^Connection terminated|not queryable|CONNECTION_(CLOSED|ENDED|DESTROYED)/, away('the connection was lost')],
  // PgBouncer's own words (SQLSTATE 08P01 or none).
  [/server_login_retry|no more connections allowed|query_wait_timeout|pgbouncer/i, away('PgBouncer has no connection')],
]

/**
 * Looks through the causes of an error.
 * @returns null if the error says nothing about the state of the database
 */
export function troubleOf(error: unknown): Trouble | null {
  for (let one = error, depth = 0; one instanceof Error && depth < 6; one = one.cause, depth++) {
    if (one instanceof AggregateError && one.errors.length > 0) return troubleOf(one.errors[0])
    const { code, message, trouble } = one as Error & { code?: string; trouble?: Trouble }
    const found = trouble ?? byCode(code) ?? BY_TEXT.find(([text]) => text.test(`${code ?? ''}${message}`))?.[1]
    if (found) return found
  }
  return null
}

function byCode(code?: string): Trouble | undefined {
  if (!code) return undefined
  const words = BY_CODE[code]
  return words ? away(words) : (BY_STATE[code] ?? (code.length === 5 ? BY_STATE[code.slice(0, 2)] : undefined))
}
