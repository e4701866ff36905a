import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { RequestUse, requests } from '@/db/request'

/** After so many seconds it is worth asking again. */
export const RETRY_SECONDS = 10

/**
 * Answers a request that failed for the database with 503 and, to a person, a page that says to wait. Next knows no such
 * status for a page, so its answer of an error of ours is replaced as it begins. Also gives each request its time with
 * the database. To be called before the server takes requests.
 */
export function answerTrouble(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const use = new RequestUse()
    requests.enterWith(use)
    const original = {
      writeHead: response.writeHead.bind(response) as (status: number) => ServerResponse,
      write: response.write.bind(response) as (...given: unknown[]) => boolean,
      end: response.end.bind(response) as (...given: unknown[]) => ServerResponse,
    }
    let page: string | undefined
    response.once('close', () => use.answered())
    response.writeHead = ((status: number, ...given: unknown[]) => {
      use.answered()
      if (status !== 500 || !use.trouble)
        return (original.writeHead as (...all: unknown[]) => unknown)(status, ...given)
      response.setHeader('Retry-After', String(RETRY_SECONDS))
      response.setHeader('Cache-Control', 'no-store')
      if (isRead(request)) {
        page = request.method === 'POST' ? NOT_SENT : WAIT
        for (const name of ['Content-Encoding', 'Transfer-Encoding', 'ETag']) response.removeHeader(name)
        response.setHeader('Content-Type', 'text/html; charset=utf-8')
        response.setHeader('Content-Length', Buffer.byteLength(page))
      }
      response.statusCode = 503
      return original.writeHead(503)
    }) as typeof response.writeHead
    response.write = ((...given: unknown[]) => {
      if (!response.headersSent) response.writeHead(response.statusCode)
      return page === undefined ? original.write(...given) : true
    }) as typeof response.write
    response.end = ((...given: unknown[]) => {
      // Node writes the length of a body that comes with the end itself.
      if (!response.headersSent && response.statusCode === 500 && use.trouble) response.writeHead(500)
      return page === undefined ? original.end(...given) : original.end(page)
    }) as typeof response.end
  })
}

/** Whether a person reads the answer: a browser that opens an address, and no script of a page. */
function isRead({ headers }: IncomingMessage): boolean {
  return (
    (headers.accept ?? '').includes('text/html') && headers.rsc === undefined && headers['next-action'] === undefined
  )
}

const page = (title: string, head: string, text: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>${title} – ANSO Scholarship</title><meta name="viewport" content="width=device-width">${head}</head>
<body style="font:1rem/1.55 system-ui,sans-serif;color:#17212b;max-width:40rem;margin:0 auto;padding:3rem 1rem">
<main><h1 style="color:#062f4a">${title}</h1>${text}</main></body></html>`

const WAIT = page(
  'Please wait a moment',
  `<meta http-equiv="refresh" content="${RETRY_SECONDS}">`,
  `<p>The portal waits for its database. Everything that it said was saved is safe.</p>
<p>This page tries again by itself every ${RETRY_SECONDS} seconds.</p>
<p><a href="" style="color:#075685">Try again now</a></p>`,
)

const NOT_SENT = page(
  'Not sent',
  '',
  `<p>The portal waits for its database, so it has not confirmed what you sent.</p>
<p>Go back in your browser: what you typed is there in most browsers. Wait a minute, look whether it has arrived, and
send it once more if it has not.</p>`,
)
