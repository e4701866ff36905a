import { randomBytes } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { contentPolicy, dataPolicy, transportPolicy } from './content-policy'

/** What each answer says, a script or a style sheet of the portal's own as well. */
const EVERYWHERE: [name: string, value: string][] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
]

/** What each answer but those says: a page loads a dozen of them, and the rest is about pages. */
const PAGES_AND_DATA: typeof EVERYWHERE = [
  ['Referrer-Policy', 'same-origin'],
  ['X-Frame-Options', 'SAMEORIGIN'],
  ['Permissions-Policy', 'camera=(), microphone=(), geolocation=()'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
]

type Options = { publicAddress: string; development: boolean }

/**
 * Gives every answer its security policies. Works below Next, so that no answer can bypass it, and no page waits for a
 * proxy of Next's, which copies each request.
 */
export function givePolicies({ publicAddress, development }: Options): void {
  const transport = transportPolicy(publicAddress)
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const { url = '/' } = request
    for (const [name, value] of EVERYWHERE) response.setHeader(name, value)
    if (url.startsWith('/_next/static/')) return
    for (const [name, value] of PAGES_AND_DATA) response.setHeader(name, value)
    if (url.startsWith('/api/')) {
      response.setHeader('Content-Security-Policy', dataPolicy)
      return
    }
    const policy = contentPolicy(randomBytes(16).toString('base64'), development)
    // Next reads the nonce from here, and puts it on each script of the page.
    request.headers['content-security-policy'] = policy
    response.setHeader('Content-Security-Policy', policy)
    if (transport) response.setHeader('Strict-Transport-Security', transport)
  })
}
