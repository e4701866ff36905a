import { noteRefusal } from '@/lib/access/refusal'
import { consoleToLog } from '@/lib/log/console'
import { errorsShowTheirRequest } from '@/lib/log/error-digest'
import { routesOfBuild } from '@/lib/log/routes'
import { answerTrouble } from '@/lib/log/troubled-answer'
import { type Answered, watchRequests } from '@/lib/log/watch-requests'
import { settings } from '@/lib/settings'
import { compressAnswers } from './compress'
import { keepPresent } from './instances'
import { countRequest } from './metrics'

/** Before the web server takes its first request. */
export async function startObserving(): Promise<void> {
  const { TRUST_PROXY, OTEL_EXPORTER_OTLP_ENDPOINT } = settings()
  if (process.env.NODE_ENV === 'production') consoleToLog()
  errorsShowTheirRequest()
  compressAnswers()
  // Below all that replaces answers, so that it sees what is sent.
  watchRequests({ trustProxy: TRUST_PROXY, routeOf: routesOfBuild(), answered })
  answerTrouble()
  keepPresent('web')
  if (OTEL_EXPORTER_OTLP_ENDPOINT) (await import('@/lib/log/traces')).startTraces()
}

function answered(one: Answered): void {
  countRequest(one)
  noteRefusal(one)
}
