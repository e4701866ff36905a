import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { constants } from 'node:zlib'
import compression from 'compression'

/** Above 4 Brotli looks further back, which saves a tenth of a page over gzip; the next steps cost more than they save. */
const QUALITY = 5

/**
 * Has every answer compressed by Brotli where the browser knows it, else by gzip; Next by itself knows gzip alone. To be
 * called before all else that changes answers, so that it stands below them.
 */
export function compressAnswers(): void {
  const compress = compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } } })
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    compress(request as never, response as never, () => {})
  })
}
