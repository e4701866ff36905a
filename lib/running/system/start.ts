import { noteRefusal } from '@/lib/people/access/refusal'
import { compressAnswers } from '@/lib/shared/http/compress'
import { keepFiles } from '@/lib/shared/http/kept-files'
import { givePolicies } from '@/lib/shared/http/policies'
import { routesOfBuild } from '@/lib/shared/http/routes'
import { answerTrouble } from '@/lib/shared/http/troubled-answer'
import { type Answered, watchRequests } from '@/lib/shared/http/watch-requests'
import { consoleToLog } from '@/lib/shared/log/console'
import { errorsShowTheirRequest } from '@/lib/shared/log/error-digest'
import { settings } from '@/lib/shared/settings'
import { keepPresent } from './instances'
import { keepPublicPages } from './kept-pages'
import { countRequest } from './metrics'

/** Runs before the web server takes its first request. */
export async function startObserving(): Promise<void> {
  const { NEXTAUTH_URL, TRUST_PROXY, OTEL_EXPORTER_OTLP_ENDPOINT } = settings()
  if (process.env.NODE_ENV === 'production') consoleToLog()
  errorsShowTheirRequest()
  compressAnswers()
  givePolicies({ publicAddress: NEXTAUTH_URL, development: process.env.NODE_ENV === 'development' })
  // Below everything that replaces answers, so that it sees the final ones.
  watchRequests({ trustProxy: TRUST_PROXY, routeOf: routesOfBuild(), answered })
  answerTrouble()
  keepPresent('web')
  // A page in development is always the newest.
  if (process.env.NODE_ENV === 'production') {
    keepFiles()
    keepPublicPages()
  }
  if (OTEL_EXPORTER_OTLP_ENDPOINT) (await import('@/lib/shared/log/traces')).startTraces()
}

/** Lets those requests in that came before (`lib/tools/cli/web.mjs`). Runs after everything that looks at requests. */
export function startServing(): void {
  const ready = (globalThis as { [READY]?: () => void })[READY]
  ready?.()
}

const READY = Symbol.for('scholarship.ready')

function answered(one: Answered): void {
  countRequest(one)
  noteRefusal(one)
}
