import { startWorker } from '@/lib/running/worker/worker'

/** A worker in a separate process, for tests that kill it. */
await startWorker()
console.log('started')
