import { Worker } from 'node:worker_threads'

/**
 * Ends this process once it takes more than so many bytes, and with it what it was doing. A small file may unpack to any
 * size, outside of the memory that Node limits. A thread of its own looks, for what reads the file leaves this one no time.
 */
export function limitMemory(bytes) {
  const watch = `setInterval(() => process.memoryUsage.rss() > ${bytes} && process.kill(process.pid, 'SIGKILL'), 100)`
  new Worker(watch, { eval: true }).unref()
}
