import { and, asc, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { applications, submissions } from '@/db/schema'
import type { Snapshot } from '@/lib/applying/application/frozen-submission'
import { indexOf } from '@/lib/applying/application/search-index'
import { callById } from '@/lib/platform/call-store/queries'
import { definitionOf } from '@/lib/platform/call-store/versions'

const AT_ONCE = 200

/**
 * Fills the list's columns of applications submitted before the list existed, from their last submission. Safe to
 * repeat and to run during submissions. Returns how many it filled.
 */
export async function indexMissing(db: Database): Promise<number> {
  let filled = 0
  for (let after: string | null = null; ; ) {
    const rows: { id: string; callId: string; snapshot: unknown }[] = await db
      .selectDistinctOn([applications.id], {
        id: applications.id,
        callId: applications.callId,
        snapshot: submissions.snapshot,
      })
      .from(applications)
      .innerJoin(submissions, eq(submissions.applicationId, applications.id))
      .where(
        and(
          isNull(applications.search),
          isNotNull(applications.submittedAt),
          after === null ? undefined : gt(applications.id, after),
        ),
      )
      .orderBy(asc(applications.id), desc(submissions.attempt))
      .limit(AT_ONCE)
    for (const { id, callId, snapshot } of rows) {
      const definition = await definitionOf(db, await callById(db, callId), snapshot as Snapshot)
      const columns = indexOf(definition, snapshot as Snapshot)
      const unchanged = and(eq(applications.id, id), isNull(applications.search))
      const done = await db.update(applications).set(columns).where(unchanged).returning({ id: applications.id })
      filled += done.length
    }
    if (rows.length < AT_ONCE) return filled
    after = rows.at(-1)!.id
  }
}
