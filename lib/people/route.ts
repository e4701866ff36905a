import { unstable_rethrow } from 'next/navigation'
import { PortalError, statusOf } from '@/lib/shared/errors'
import { RETRY_SECONDS } from '@/lib/shared/http/troubled-answer'
import { settings } from '@/lib/shared/settings'
import { messageOf } from './action'

/**
 * A route handler that answers errors with their status: as JSON `{ message }`, or as a page if a browser opens the
 * address itself, in a tab or a frame. Never tells internal details.
 */
export function jsonRoute<Context>(handler: (request: Request, context: Context) => Promise<Response>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      return await handler(request, context)
    } catch (error) {
      unstable_rethrow(error)
      const status = statusOf(error)
      const message = messageOf(error)
      const answer = opened(request) ? errorPage(message, status) : Response.json({ message }, { status })
      if (status === 503) answer.headers.set('Retry-After', String(RETRY_SECONDS))
      return answer
    }
  }
}

/** Whether the browser shows the answer: a script's `fetch` and other programs do not ask for HTML. */
function opened(request: Request): boolean {
  return request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html')
}

function errorPage(message: string, status: number): Response {
  const text = message.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not shown – ANSO Scholarship</title>
<meta name="viewport" content="width=device-width"></head>
<body style="font:1rem/1.55 system-ui,sans-serif;color:#17212b;padding:1.5rem"><p dir="auto">${text}</p></body></html>`
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(html, { status, headers })
}

/**
 * The JSON of a request, of at most `most` bytes; null if it is not JSON.
 * @throws PortalError 'too-large'
 */
export async function readJson(request: Request, most: number): Promise<unknown> {
  const bytes = await readBytes(request, most)
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

/** More than the largest form of our pages with everything selected. */
const MOST_OF_A_FORM = 1_000_000

/**
 * The fields of a posted form without files; empty if it is not a form. `request.formData()` alone would keep in memory
 * whatever somebody sends. @throws PortalError 'too-large'
 */
export async function readPosted(request: Request): Promise<FormData> {
  const bytes = await readBytes(request, MOST_OF_A_FORM)
  const headers = { 'Content-Type': request.headers.get('content-type') ?? '' }
  return new Response(new Uint8Array(bytes), { headers }).formData().catch(() => new FormData())
}

async function readBytes(request: Request, most: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > most) throw new PortalError('too-large', 'This is too long.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/**
 * Refuses a request from another site's page. Browsers mark those in Sec-Fetch-Site, older ones in Origin; a client
 * that sends neither is no browser and holds no victim's cookie. @throws PortalError 'forbidden'
 */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const foreign = site ? site === 'cross-site' || site === 'same-site' : origin !== null && !ownOrigin(request, origin)
  if (foreign) throw new PortalError('forbidden', 'This request came from another site.')
}

function ownOrigin(request: Request, origin: string): boolean {
  return (
    origin === new URL(settings().NEXTAUTH_URL).origin ||
    (URL.canParse(origin) && new URL(origin).host === request.headers.get('host'))
  )
}
