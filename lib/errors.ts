/** An error that the person who made the request may see as it is. Everything else is answered with a general sentence. */
export class PortalError extends Error {
  constructor(
    readonly code:
      | 'not-found'
      | 'forbidden'
      | 'signed-out'
      | 'invalid'
      | 'conflict'
      | 'closed'
      | 'too-large'
      | 'too-many'
      | 'unavailable'
      | 'busy',
    message: string,
  ) {
    super(message)
    this.name = 'PortalError'
  }
}

/** The HTTP status of each code. */
export const STATUS: Record<PortalError['code'], number> = {
  'not-found': 404,
  forbidden: 403,
  'signed-out': 401,
  invalid: 422,
  conflict: 409,
  closed: 403,
  'too-large': 413,
  'too-many': 429,
  // The database is away, or has too much to do: the same request may succeed in a moment.
  unavailable: 503,
  busy: 503,
}
