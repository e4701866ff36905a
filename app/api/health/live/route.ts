export const dynamic = 'force-dynamic'

/**
 * Answers as long as this process can answer at all: without an answer a supervisor may restart it. Does not use the
 * database.
 */
export function GET() {
  return Response.json({ status: 'live' }, { headers: { 'Cache-Control': 'no-store' } })
}
