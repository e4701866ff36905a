import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { RequestUse, requests } from '@/lib/shared/database/request'
import { page, replaceAnswers } from './replaced-answer'

/** How many seconds to wait before asking again. */
export const RETRY_SECONDS = 10

/**
 * Answers a request that failed because of the database with 503, and shows people a page that asks them to wait: Next
 * has no such status for a page. Also limits how long each request may use the database. Call it before the server
 * takes requests.
 */
export function answerTrouble(): void {
  subscribe('http.server.request.start', (message) => {
    const use = new RequestUse()
    requests.enterWith(use)
    uses.set((message as { request: IncomingMessage }).request, use)
  })
  replaceAnswers((request, response, status) => {
    const use = uses.get(request)
    use?.answered()
    if (status !== 500 || !use?.trouble) return null
    response.setHeader('Retry-After', String(RETRY_SECONDS))
    response.setHeader('Cache-Control', 'no-store')
    return { status: 503, page: isRead(request) ? (request.method === 'POST' ? NOT_SENT : WAIT) : undefined }
  })
}

const uses = new WeakMap<IncomingMessage, RequestUse>()

/** Whether a person reads the answer: a browser opens the address, not a script of a page. */
function isRead({ headers }: IncomingMessage): boolean {
  return (
    (headers.accept ?? '').includes('text/html') && headers.rsc === undefined && headers['next-action'] === undefined
  )
}

const WAIT = page(
  'Please wait a moment',
  `<p>The portal is waiting for its database. Everything that it showed as saved is safe.</p>
<p>This page tries again by itself every ${RETRY_SECONDS} seconds.</p>
<p><a href="" style="color:#075685">Try again now</a></p>`,
  `<meta http-equiv="refresh" content="${RETRY_SECONDS}">`,
)

const NOT_SENT = page(
  'Not sent',
  `<p>The portal is waiting for its database, so it has not confirmed what you sent.</p>
<p>Go back in your browser: what you typed is there in most browsers. Wait a minute, check whether it has arrived, and send it again if it has not.</p>`,
)
