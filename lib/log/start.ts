import { settings } from '@/lib/settings'
import { consoleToLog } from './console'
import { errorsShowTheirRequest } from './error-digest'
import { routesOfBuild } from './routes'
import { watchRequests } from './watch-requests'

/** Before the web server takes its first request. */
export async function startObserving(): Promise<void> {
  const { TRUST_PROXY, OTEL_EXPORTER_OTLP_ENDPOINT } = settings()
  if (process.env.NODE_ENV === 'production') consoleToLog()
  errorsShowTheirRequest()
  watchRequests({ trustProxy: TRUST_PROXY, routeOf: routesOfBuild() })
  if (OTEL_EXPORTER_OTLP_ENDPOINT) (await import('./traces')).startTraces()
}
