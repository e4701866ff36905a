/**
 * Preloaded into the web server and its children: when the parent dies, even by `kill -9`, its channel closes and this
 * process ends too, so that its port is free again.
 */
if (process.channel) {
  // The launcher's channel must not keep the server alive by itself; between Next's own processes it must.
  if (!process.env.PORTAL_TETHERED) process.channel.unref()
  process.env.PORTAL_TETHERED = '1'
  process.on('disconnect', () => process.exit(1))
}
