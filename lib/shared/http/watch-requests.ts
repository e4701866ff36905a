import { subscribe } from 'node:diagnostics_channel'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { log } from '@/lib/shared/log/log'
import { enterRequest, type RequestFacts, requestIdOf, withFacts } from '@/lib/shared/log/request-facts'

/** An answer that begins later than this is logged as a warning. */
export const SLOW_MS = 2000

/**
 * `seconds`: from the last byte of the request to the first of the answer, so that slow lines do not count. `person`:
 * the signed-in person. `refused`: what the request asked for is missing, or not theirs; a page says so by its status
 * alone.
 */
export type Answered = {
  method: string
  route: string
  status: number
  seconds: number
  person?: string
  refused: boolean
  headers: IncomingHttpHeaders
}

type Options = {
  trustProxy: boolean
  routeOf(url: string): string
  /** Runs once a request's answer is complete, or its connection is cut. */
  answered?(answered: Answered): void
}

/**
 * Gives every request an id, which its answer, its log lines and its errors show. Logs our own failures as errors, slow
 * answers as warnings, the rest at level `debug`. Works below Next, so that no answer can bypass it.
 */
export function watchRequests({ trustProxy, routeOf, answered }: Options): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const { method = 'GET', url = '/' } = request
    const facts: RequestFacts = { request: requestIdOf(request.headers['x-request-id'], trustProxy) }
    facts.route = `${method} ${routeOf(url)}`
    response.setHeader('X-Request-Id', facts.request!)
    enterRequest(facts)
    let begun = performance.now()
    let first = 0
    request.once('end', () => {
      if (first === 0) begun = performance.now()
    })
    let sent: number | undefined
    const writeHead = response.writeHead
    response.writeHead = function (this: ServerResponse, ...given: unknown[]) {
      first ||= performance.now()
      sent = given[0] as number
      return writeHead.apply(this, given as never)
    } as typeof writeHead
    response.once('close', () => {
      const seconds = ((first || performance.now()) - begun) / 1000
      // Next may name another route once its answer is replaced.
      const status = sent ?? response.statusCode
      const { person, refused = status === 404 } = facts
      withFacts(facts, () => {
        answered?.({ method, route: routeOf(url), status, seconds, person, refused, headers: request.headers })
        tell(status, seconds, response.writableFinished)
      })
    })
  })
}

function tell(status: number, seconds: number, whole: boolean): void {
  const told = { status, ms: Math.round(seconds * 1000), ...(whole ? {} : { cut: true }) }
  if (seconds * 1000 > SLOW_MS) log.warn(told, 'A slow answer.')
  else if (status === 500) log.warn(told, 'Answered with an error of ours.')
  else log.debug(told, 'Answered.')
}
