import cluster from 'node:cluster'
import { AggregatorRegistry, type Registry } from 'prom-client'

/** By these messages a web server asks the launcher, and the launcher answers it (`lib/tools/cli/serve-many.ts`). */
export const METRICS_ASKED = 'metrics of all processes'
export type MetricsTold = { metrics: string | null }

const PATIENCE_MS = 6000

/** Lets the launcher ask this process for its metrics. */
export function shareMetrics(registry: Registry): void {
  if (!cluster.isWorker) return
  new AggregatorRegistry()
  AggregatorRegistry.setRegistries(registry)
}

/** The metrics of all web servers of this launcher together; of this one alone if it is the only one. */
export async function metricsOfAll(registry: Registry): Promise<string> {
  const all = cluster.isWorker ? await ask() : null
  return all ?? registry.metrics()
}

function ask(): Promise<string | null> {
  return new Promise((resolve) => {
    const end = (metrics: string | null) => {
      clearTimeout(timer)
      process.off('message', told)
      resolve(metrics)
    }
    const told = (message: unknown) => {
      if (typeof message === 'object' && message && 'metrics' in message && !('type' in message))
        end((message as MetricsTold).metrics)
    }
    const timer = setTimeout(end, PATIENCE_MS, null)
    process.on('message', told)
    process.send!(METRICS_ASKED, undefined, undefined, (error) => error && end(null))
  })
}
