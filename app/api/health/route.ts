import { sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { log } from '@/lib/log/log'

export const dynamic = 'force-dynamic'

/** Answers 200 once the server and its database work; 503 without detail otherwise. */
export async function GET() {
  try {
    await db.execute(sql`select 1`)
    return Response.json({ status: 'ok' })
  } catch (error) {
    log.error({ err: error }, 'The database cannot be reached.')
    return Response.json({ status: 'database unreachable' }, { status: 503 })
  }
}
