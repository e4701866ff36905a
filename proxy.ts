import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { contentPolicy, transportPolicy } from '@/lib/shared/http/content-policy'
import { settings } from '@/lib/shared/settings'

/** Before every page: gives the answer its policies. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64')
  const policy = contentPolicy(nonce, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  // Next reads the nonce from here, and puts it on each script of the page.
  headers.set('content-security-policy', policy)
  const answer = NextResponse.next({ request: { headers } })
  answer.headers.set('content-security-policy', policy)
  const transport = transportPolicy(settings().NEXTAUTH_URL)
  if (transport) answer.headers.set('strict-transport-security', transport)
  return answer
}

/** Not before routes: Next would keep each upload in memory for the proxy, and cut it at 10 MB. Their policy is in next.config.mjs. */
export const config = { matcher: ['/((?!api/|_next/static/|icon.svg).*)'] }
