import { startWorker } from './worker'

/** A worker in a separate process, as the launcher runs it. It finishes its jobs before it ends. */
let running: Awaited<ReturnType<typeof startWorker>> | undefined
let asked = false

async function end(): Promise<void> {
  if (asked) return
  asked = true
  // While it still waits for its database, no job is in progress.
  await running?.stop()
  process.exit(0)
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
running = await startWorker()
