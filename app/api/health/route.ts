import { sql } from 'drizzle-orm'
import { db } from '@/db/client'

export const dynamic = 'force-dynamic'

/** Answers 200 once the server and its database work; 503 without detail otherwise. */
export async function GET() {
  try {
    await db.execute(sql`select 1`)
    return Response.json({ status: 'ok' })
  } catch (error) {
    console.error(error)
    return Response.json({ status: 'database unreachable' }, { status: 503 })
  }
}
