/**
 * Preloaded into the web server and its children: when the parent dies, even by `kill -9`, its channel closes and this
 * process ends too, so that its port is free again.
 */
import cluster from 'node:cluster'

if (process.channel) {
  // The launcher's channel must not keep the server alive by itself. Between Next's own processes it must, and in a
  // cluster, which listens through it.
  if (!process.env.PORTAL_TETHERED && !cluster.isWorker) process.channel.unref()
  process.env.PORTAL_TETHERED = '1'
  process.on('disconnect', () => process.exit(1))
}
