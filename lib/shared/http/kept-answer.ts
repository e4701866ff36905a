import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, Server, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import inject from 'light-my-request'
import Negotiator from 'negotiator'

/** Answers of Next that the web server keeps, ready to be sent. */

/** The best first. */
const ENCODINGS = ['br', 'gzip', 'identity'] as const
export type Answer = { headers: OutgoingHttpHeaders; bodies: Record<(typeof ENCODINGS)[number], Buffer> }

type Answering = (next: RequestListener, request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Has `answer` take each request before Next does, which it may leave it to. */
export function answerBefore(answer: Answering): void {
  const wrapped = new WeakSet<Server>()
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server }
    if (wrapped.has(server)) return
    wrapped.add(server)
    const [next] = server.listeners('request') as RequestListener[]
    server.removeAllListeners('request')
    server.on('request', (request, response) => {
      answer(next!, request, response).catch((error) => response.destroy(error))
    })
  })
}

/** What Next answers, without a connection. */
export const ask = (next: RequestListener, url: string, headers: Record<string, string>) =>
  inject(next, { url, headers })

/** What Next says of an answer, apart from what belongs to this one alone. */
export function headersOf({ link, vary, etag, 'cache-control': control, 'content-type': type }: OutgoingHttpHeaders) {
  const varies = [vary, 'Accept-Encoding'].flat().filter(Boolean).join(', ')
  return { ...(link && { link }), ...(etag && { etag }), vary: varies, 'cache-control': control, 'content-type': type }
}

const toGzip = promisify(gzip)
const toBrotli = promisify(brotliCompress)

/** Worth more work than the usual: it is compressed once, and sent many times. */
export async function compressed(body: Buffer): Promise<Answer['bodies']> {
  const [zipped, br] = await Promise.all([
    toGzip(body, { level: 9 }),
    toBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  ])
  return { identity: body, gzip: zipped, br }
}

/** Sends it compressed as the browser asks. */
export function send(request: IncomingMessage, response: ServerResponse, { headers, bodies }: Answer): void {
  const accepted = new Negotiator(request).encodings([...ENCODINGS])
  const encoding = ENCODINGS.find((one) => accepted.includes(one)) ?? 'identity'
  const body = bodies[encoding]
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value!)
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding)
  response.setHeader('Content-Length', body.length)
  response.end(body)
}
