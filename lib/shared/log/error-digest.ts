import { troubleOf } from '@/lib/shared/database/trouble'
import { requestId } from './request'
import { WAITS } from './waits'

/**
 * Next sends the browser of an error of a page nothing but its `digest`: one that the error has already, else a hash of
 * its text, which a thousand requests share. Here an error has the id of the request in which it is looked at, so that
 * the page of the error shows the number that leads to it in the log. Errors that Next itself marks (a redirect, a page
 * that is not found) have a digest of their own, which stands before this one. An error for which the database is the cause says
 * so before the number.
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
