import { type Trouble, troubleOf } from '@/lib/shared/database/trouble'

/** An error whose message the person who made the request may read. All other errors get a general sentence. Pure. */
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
      | 'too-many',
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
}

/** The HTTP status of an error; 503 where the database is the cause, so that the same request may succeed in a moment. */
export function statusOf(error: unknown): number {
  if (error instanceof PortalError) return STATUS[error.code]
  return troubleOf(error) ? 503 : 500
}

/** Also true if the answer to a commit was lost, so that nobody knows whether it succeeded. */
export const TROUBLE: Record<Trouble['kind'], string> = {
  unavailable:
    'The portal cannot reach its database just now, and has not confirmed this. What you typed is still here: please try again in a minute.',
  busy: 'The portal is very busy just now, and has not done this. What you typed is still here: please try again in a minute.',
}
