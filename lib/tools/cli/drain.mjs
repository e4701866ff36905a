/**
 * Preloaded into the web server. On SIGTERM, Next takes no new connection, answers the requests under way, and ends. This
 * adds what comes before: the launcher may announce the end, so that a balancer learns of it while requests are still
 * taken; from then on each answer closes its connection, and streams that have no end are let go.
 */
import { subscribe } from 'node:diagnostics_channel'

const draining = new AbortController()
/** The app's own code is bundled apart: both find it by this name (`lib/shared/draining.ts`). */
globalThis[Symbol.for('scholarship.draining')] = draining.signal

const begin = () => draining.abort()
process.on('SIGTERM', begin)
process.on('SIGINT', begin)
process.on('message', (message) => message === 'drain' && begin())
// To listen to messages must not keep this process alive, nor does the tether.
process.channel?.unref()

const underWay = new Set()
const close = (response) => response.headersSent || response.setHeader('Connection', 'close')
draining.signal.addEventListener('abort', () => underWay.forEach(close))

subscribe('http.server.request.start', ({ response }) => {
  underWay.add(response)
  response.once('close', () => underWay.delete(response))
  if (draining.signal.aborted) close(response)
})
