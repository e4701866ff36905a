import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type ReadableSpan,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-node'
import { withoutAddresses } from './redact'
import { requestId } from './request-facts'

/** Attributes that may hold an address with a personal link, or an error's message. */
const PRIVATE =
  /^(http\.(target|url)|url\.(full|path|query)|net\.peer\.name|exception\.(message|stacktrace)|next\.span_name)$/

/**
 * Traces that leave the portal hold routes, times and kinds of errors, but no requested addresses and no error
 * messages.
 */
export function stripped(span: ReadableSpan): void {
  const { attributes, events } = span
  for (const key of Object.keys(attributes)) if (PRIVATE.test(key)) delete attributes[key]
  for (const { attributes: facts = {} } of events)
    for (const key of Object.keys(facts)) if (PRIVATE.test(key)) delete facts[key]
  if (span.status.message) span.status.message = ''
  // The address is the name of a `fetch` span.
  Object.assign(span, { name: withoutAddresses(span.name.replace(/https?:\/\/(\S+?)[/?]\S*/, '$1')) })
}

/** Next's own spans of pages, routes and fetches, sent to `OTEL_EXPORTER_OTLP_ENDPOINT` and its related settings. */
export function startTraces(): NodeTracerProvider {
  const batch = new BatchSpanProcessor(new OTLPTraceExporter())
  const processor: SpanProcessor = {
    onStart(span, context) {
      const id = requestId()
      if (id) span.setAttribute('portal.request_id', id)
      batch.onStart(span, context)
    },
    onEnd(span) {
      stripped(span)
      batch.onEnd(span)
    },
    forceFlush: () => batch.forceFlush(),
    shutdown: () => batch.shutdown(),
  }
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME || 'scholarship-portal' }),
    spanProcessors: [processor],
  })
  provider.register()
  return provider
}
