/**
 * Preloaded into the web server.
 *
 * Ending: on SIGTERM, Next takes no new connection, answers the requests in progress, and ends. This adds a step
 * before: the launcher may announce the end, so that a balancer notices while the server still takes requests; from
 * then on each answer closes its connection, and endless streams end.
 *
 * Beginning: Next listens before the portal's own code runs, which gives each answer its policies. A request that comes
 * so early waits for it.
 */
import cluster from 'node:cluster'
import { channel, subscribe } from 'node:diagnostics_channel'

const draining = new AbortController()
/** The app's own code is bundled separately: both find it by this name (`lib/shared/draining.ts`). */
globalThis[Symbol.for('scholarship.draining')] = draining.signal

const begin = () => draining.abort()
process.on('SIGTERM', begin)
process.on('SIGINT', begin)
process.on('message', (message) => message === 'drain' && begin())
// Neither listening for messages nor the tether may keep this process alive; in a cluster it listens by the channel.
if (!cluster.isWorker) process.channel?.unref()

const underWay = new Set()
const close = (response) => response.headersSent || response.setHeader('Connection', 'close')
draining.signal.addEventListener('abort', () => underWay.forEach(close))

const START = 'http.server.request.start'

subscribe(START, ({ response }) => {
  underWay.add(response)
  response.once('close', () => underWay.delete(response))
  if (draining.signal.aborted) close(response)
})

const early = []
/** Next's own listeners, while requests wait. */
const listeners = new Map()

function hold(message) {
  const { server } = message
  if (!listeners.has(server)) {
    listeners.set(server, server.listeners('request'))
    server.removeAllListeners('request')
    server.on('request', () => {})
  }
  early.push(message)
}
channel(START).subscribe(hold)

/** The portal's own code calls it once, when it is ready (`lib/running/system/start.ts`). */
globalThis[Symbol.for('scholarship.ready')] = () => {
  channel(START).unsubscribe(hold)
  for (const [server, own] of listeners) {
    server.removeAllListeners('request')
    for (const listener of own) server.on('request', listener)
  }
  for (const message of early.splice(0)) {
    channel(START).publish(message)
    message.server.emit('request', message.request, message.response)
  }
}
