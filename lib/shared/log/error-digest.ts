import { troubleOf } from '@/lib/shared/database/trouble'
import { requestId } from './request-facts'
import { WAITS } from './wait-prefix'

/**
 * Gives an error the id of its request as its digest. Next sends the browser only the `digest` of a page's error;
 * Next's default is a hash of the error's text, which a thousand requests may share. With the request's id the error
 * page shows a number that leads to the log. Errors that Next marks itself (a redirect, a missing page) keep their own
 * digest. An error that the database caused says so before the number.
 */
export function errorsShowTheirRequest(): void {
  Object.defineProperty(Error.prototype, 'digest', {
    configurable: true,
    get(this: Error) {
      const id = requestId()
      return id && troubleOf(this) ? `${WAITS}${id}` : id
    },
    set(this: Error, value: unknown) {
      Object.defineProperty(this, 'digest', { value, configurable: true, enumerable: true, writable: true })
    },
  })
}
