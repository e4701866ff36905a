export const dynamic = 'force-dynamic'

/** Answers as long as this process can answer anything; whoever gets no answer may start it anew. Asks no database. */
export function GET() {
  return Response.json({ status: 'live' }, { headers: { 'Cache-Control': 'no-store' } })
}
