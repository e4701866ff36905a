import { Worker } from 'node:worker_threads'

/**
 * Ends this process once it uses more than this many bytes. A small file may unpack to any size, outside the memory
 * that Node limits. A separate thread checks, because the code that reads the file blocks this one.
 */
export function limitMemory(bytes) {
  const watch = `setInterval(() => process.memoryUsage.rss() > ${bytes} && process.kill(process.pid, 'SIGKILL'), 100)`
  new Worker(watch, { eval: true }).unref()
}
