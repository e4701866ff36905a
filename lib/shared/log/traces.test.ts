import { SpanStatusCode, trace } from '@opentelemetry/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebServer } from '@/lib/tools/testing/web-server'
import { withFacts } from './request-facts'
import { startTraces } from './traces'

const receiver = new WebServer()
beforeAll(async () => {
  await receiver.start()
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = new URL(receiver.url).origin
})
afterAll(() => receiver.stop())

test('a receiver is given the route, the time and the request, and no address or words of an error', async () => {
  const provider = startTraces()
  withFacts({ request: 'abcdefgh' }, () => {
    const span = trace.getTracer('next.js').startSpan('GET /r/[token]')
    span.setAttributes({
      'next.route': '/r/[token]',
      'http.target': '/r/SECRETLINK',
      'http.url': 'http://x/r/SECRETLINK',
    })
    span.recordException(new Error('no SECRETLINK for ada@example.org'))
    span.setStatus({ code: SpanStatusCode.ERROR, message: 'no SECRETLINK' })
    span.end()
    trace.getTracer('next.js').startSpan('fetch GET https://s3.example.org/bucket/SECRETLINK?x=1').end()
  })
  await provider.shutdown()
  const bodies = receiver.received.map(({ body }) => body).join()
  for (const known of ['GET /r/[token]', 'next.route', 'abcdefgh', 'scholarship-portal', 'fetch GET s3.example.org'])
    expect(bodies).toContain(known)
  expect(bodies).not.toMatch(/SECRET|ada@/)
})
