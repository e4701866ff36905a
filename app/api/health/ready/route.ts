import { readiness } from '@/lib/running/system/health'
import { RETRY_SECONDS } from '@/lib/shared/http/troubled-answer'

export const dynamic = 'force-dynamic'

/** Tells a balancer whether to send requests here: 200, or 503 with what is wrong. */
export async function GET() {
  const { status, checks } = await readiness()
  const headers = { 'Cache-Control': 'no-store' }
  if (status !== 'not ready') return Response.json({ status, checks }, { headers })
  return Response.json(
    { status, checks },
    { status: 503, headers: { ...headers, 'Retry-After': String(RETRY_SECONDS) } },
  )
}
