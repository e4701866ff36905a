import { unstable_rethrow } from 'next/navigation'
import { messageOf } from './action'
import { PortalError, STATUS } from './errors'
import { settings } from './settings'

/** A route handler whose errors are answered as JSON `{ message }` with their status; nothing internal is told. */
export function jsonRoute<Context>(handler: (request: Request, context: Context) => Promise<Response>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      return await handler(request, context)
    } catch (error) {
      unstable_rethrow(error)
      const status = error instanceof PortalError ? STATUS[error.code] : 500
      return Response.json({ message: messageOf(error) }, { status })
    }
  }
}

/**
 * Refuses a request that another site's page sent. Browsers say so in Sec-Fetch-Site, older ones in Origin; a client
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
