import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { constants } from 'node:zlib'
import compression from 'compression'

/**
 * Above level 4 Brotli looks further back and makes pages a tenth smaller than gzip does; higher levels cost more than
 * they save.
 */
const QUALITY = 5

/** What is sent as one piece: pages, and the data by which a browser shows another page. */
const WHOLE = /^text\/(html|x-component)\b/

/**
 * Compresses every answer: by Brotli where the browser knows it, else by gzip. Next itself knows only gzip. Call it
 * before anything else that changes answers, so that it works below them.
 */
export function compressAnswers(): void {
  const compress = compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } } })
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    compress(request as never, response as never, () => {})
    sendWhole(response)
  })
}

/**
 * Next writes a page in dozens of pieces and has each compressed and sent by itself, which takes longer than the rest of
 * the page's way to the browser. A page is complete within milliseconds, so its pieces wait for the last one.
 */
function sendWhole(response: ServerResponse & { flush?(): void }): void {
  const { write, end, flush, flushHeaders } = response
  const pieces: Buffer[] = []
  const isWhole = () => WHOLE.test(String(response.getHeader('Content-Type')))
  response.write = function (this: ServerResponse, ...given: unknown[]) {
    if (!isWhole()) return write.apply(this, given as never)
    const [piece, encoding] = given as [string | Uint8Array, BufferEncoding | undefined]
    pieces.push(typeof piece === 'string' ? Buffer.from(piece, encoding) : Buffer.from(piece))
    return true
  } as typeof write
  response.end = function (this: ServerResponse, ...given: unknown[]) {
    if (pieces.length === 0) return end.apply(this, given as never)
    const [last] = given
    if (typeof last === 'string' || last instanceof Uint8Array) pieces.push(Buffer.from(last as string))
    return end.call(this, Buffer.concat(pieces.splice(0)), 'utf8')
  } as typeof end
  response.flush = () => isWhole() || flush?.call(response)
  response.flushHeaders = () => isWhole() || flushHeaders.call(response)
}
