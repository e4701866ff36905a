export const dynamic = 'force-dynamic'

/** Answers as long as this process can answer anything: a supervisor that gets no answer may start it again. Asks no database. */
export function GET() {
  return Response.json({ status: 'live' }, { headers: { 'Cache-Control': 'no-store' } })
}
