/**
 * Preloaded into the web server. On SIGTERM, Next takes no new connection, answers the requests in progress, and ends.
 * This adds a step before: the launcher may announce the end, so that a balancer notices while the server still takes
 * requests; from then on each answer closes its connection, and endless streams end.
 */
import { subscribe } from 'node:diagnostics_channel'

const draining = new AbortController()
/** The app's own code is bundled separately: both find it by this name (`lib/shared/draining.ts`). */
globalThis[Symbol.for('scholarship.draining')] = draining.signal

const begin = () => draining.abort()
process.on('SIGTERM', begin)
process.on('SIGINT', begin)
process.on('message', (message) => message === 'drain' && begin())
// Neither listening for messages nor the tether may keep this process alive.
process.channel?.unref()

const underWay = new Set()
const close = (response) => response.headersSent || response.setHeader('Connection', 'close')
draining.signal.addEventListener('abort', () => underWay.forEach(close))

subscribe('http.server.request.start', ({ response }) => {
  underWay.add(response)
  response.once('close', () => underWay.delete(response))
  if (draining.signal.aborted) close(response)
})
