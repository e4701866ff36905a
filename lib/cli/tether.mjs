/**
 * Preloaded into every child of the launcher: when the launcher dies, even by
 * `kill -9`, the channel closes and the child ends too, so its port is free again.
 */
if (process.channel) {
  process.channel.unref()
  process.on('disconnect', () => process.exit(1))
}
