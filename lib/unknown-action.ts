import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Has a form that was sent without JavaScript by a page of another version answered by a page. Next answers it with a line
 * of plain text and offers no place to say more, so the answer is replaced as it ends.
 */
export function explainUnknownActions(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    if (request.method !== 'POST' || request.headers['next-action'] !== undefined) return
    const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse
    const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse
    let unknown = false
    response.writeHead = ((...given: unknown[]) => {
      unknown = response.hasHeader(UNKNOWN)
      if (unknown) {
        response.setHeader('Content-Type', 'text/html; charset=utf-8')
        response.setHeader('Content-Length', Buffer.byteLength(PAGE))
      }
      return writeHead(...given)
    }) as typeof response.writeHead
    response.end = ((...given: unknown[]) => {
      if (!response.headersSent && response.hasHeader(UNKNOWN)) response.writeHead(response.statusCode)
      return unknown ? end(PAGE) : end(...given)
    }) as typeof response.end
  })
}

const UNKNOWN = 'x-nextjs-action-not-found'

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not sent – ANSO Scholarship</title>
<meta name="viewport" content="width=device-width"></head>
<body style="font:1rem/1.55 system-ui,sans-serif;color:#17212b;max-width:40rem;margin:0 auto;padding:3rem 1rem">
<main><h1 style="color:#062f4a">Not sent</h1>
<p>A new version of the portal was installed since you opened the page, so what you sent was not taken. Nothing was changed.</p>
<p>Go back in your browser: what you typed is there in most browsers. Copy longer texts, load the page again, paste them, and
send it once more.</p></main></body></html>`
