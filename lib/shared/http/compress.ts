import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { constants } from 'node:zlib'
import compression from 'compression'

/**
 * Above level 4 Brotli looks further back and makes pages a tenth smaller than gzip does; higher levels cost more than
 * they save.
 */
const QUALITY = 5

/**
 * Compresses every answer: by Brotli where the browser knows it, else by gzip. Next itself knows only gzip. Call it
 * before anything else that changes answers, so that it works below them.
 */
export function compressAnswers(): void {
  const compress = compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } } })
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    compress(request as never, response as never, () => {})
  })
}
