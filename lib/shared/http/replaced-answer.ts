import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** What replaces Next's answer. Without a page, the body of Next's answer stays. */
export type Other = { status: number; page?: string }

/**
 * Shows `choose` the status of each answer as it begins, and sends what `choose` returns in its place. Next has no hook
 * for this. `choose` may run more than once for an answer.
 */
export function replaceAnswers(
  choose: (request: IncomingMessage, response: ServerResponse, status: number) => Other | null,
): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse
    const write = response.write.bind(response) as (...given: unknown[]) => boolean
    const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse
    let page: string | undefined
    response.writeHead = ((status: number, ...given: unknown[]) => {
      const other = choose(request, response, status)
      if (!other) return writeHead(status, ...given)
      page = other.page
      if (page === undefined) return writeHead(other.status, ...given)
      for (const name of ['Content-Encoding', 'Transfer-Encoding', 'ETag']) response.removeHeader(name)
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.setHeader('Content-Length', Buffer.byteLength(page))
      writeHead(other.status)
      // Sends it at once: Next may take as long over its own answer as the database is away.
      return end(page)
    }) as typeof response.writeHead
    response.write = ((...given: unknown[]) => {
      if (!response.headersSent) response.writeHead(response.statusCode)
      return page === undefined ? write(...given) : true
    }) as typeof response.write
    response.end = ((...given: unknown[]) => {
      // Node writes the length of a body that comes with the end, unless the head is already written.
      if (!response.headersSent && choose(request, response, response.statusCode))
        response.writeHead(response.statusCode)
      return page === undefined ? end(...given) : response
    }) as typeof response.end
  })
}

/** A page that needs none of the portal's styles and scripts. `head`: more of its head. */
export const page = (
  title: string,
  text: string,
  head = '',
) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>${title} – ANSO Scholarship</title><meta name="viewport" content="width=device-width">${head}</head>
<body style="font:1rem/1.55 system-ui,sans-serif;color:#17212b;background:#f6f8fa;margin:0">
<header style="background:#062f4a;color:#fff;font-weight:700;padding:1rem"><div style="max-width:40rem;margin:0 auto">
<span style="color:#f2b035">ANSO</span> Scholarship</div></header>
<main style="max-width:40rem;margin:0 auto;padding:2rem 1rem"><h1 style="color:#062f4a;line-height:1.2">${title}</h1>${text}</main>
</body></html>`
