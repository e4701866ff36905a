import { startWorker } from '@/lib/running/worker/worker'

/** A worker in a process of its own, for tests that kill it. */
await startWorker()
console.log('started')
