/**
 * Preloaded into the web server and its own children: when the process above dies, even by `kill -9`, the channel to
 * it closes and this one ends too, so that its port is free again.
 */
if (process.channel) {
  // The launcher's channel alone must not keep the server alive; between Next's own processes it must.
  if (!process.env.PORTAL_TETHERED) process.channel.unref()
  process.env.PORTAL_TETHERED = '1'
  process.on('disconnect', () => process.exit(1))
}
