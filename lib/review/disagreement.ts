import { and, eq } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { assignments } from '@/db/schema'
import type { Application } from '@/lib/application/queries'
import { assignFurther } from '@/lib/assignment/further'
import { recordEvent } from '@/lib/audit/queries'
import type { Call } from '@/lib/call/queries'
import { totalsOf } from './scores'

/** Whether two of these totals differ by more than the Call's threshold. Pure. */
export function disagree(totals: number[], threshold: number | undefined): boolean {
  return threshold !== undefined && totals.length > 1 && Math.max(...totals) - Math.min(...totals) > threshold
}

/**
 * Asks a further reviewer, once an application, where two differ by more than the Call's threshold. The caller holds the
 * application's row, so that of two who hand in at the same moment the second finds what the first has caused.
 */
export async function askFurther(tx: Executor, application: Application, call: Call): Promise<void> {
  const totals = await totalsOf(tx, application.id)
  if (!disagree(totals, call.definition.review.disagreement)) return
  const [asked] = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(eq(assignments.applicationId, application.id), eq(assignments.origin, 'disagreement')))
    .limit(1)
  if (asked) return
  const assignment = await assignFurther(tx, application, call)
  await recordEvent(tx, {
    applicationId: application.id,
    actorId: null,
    actorRole: 'system',
    type: 'reviews-disagree',
    data: { totals, assignment },
  })
}
