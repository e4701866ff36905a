import { db } from '@/db/client'
import { mayRead, readMetrics } from '@/lib/system/metrics'

export const dynamic = 'force-dynamic'

/** For Prometheus, with METRICS_TOKEN as its bearer token; for everybody else there is nothing here. */
export async function GET(request: Request): Promise<Response> {
  if (!mayRead(request.headers.get('authorization'))) return new Response('Not found', { status: 404 })
  const { type, text } = await readMetrics(db)
  return new Response(text, { headers: { 'Content-Type': type, 'Cache-Control': 'no-store' } })
}
