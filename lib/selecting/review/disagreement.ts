import { and, desc, eq } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { assignments, events } from '@/db/schema'
import type { Application } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { assignFurther } from '@/lib/selecting/assignment/further-reviewer'
import { totalsOf } from './scores'

/** Whether two of these totals differ by more than the Call's threshold. */
export function disagree(totals: number[], threshold: number | undefined): boolean {
  return threshold !== undefined && totals.length > 1 && Math.max(...totals) - Math.min(...totals) > threshold
}

/**
 * Asks one further reviewer per application, where two totals differ by more than the Call's threshold. The caller
 * locks the application's row, so that of two submissions at once the second sees the result of the first. If nobody is
 * free, it tries again with each new review, and records that again only for a different disagreement.
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
  if (!assignment && (await isRecorded(tx, application.id, totals))) return
  await recordEvent(tx, {
    applicationId: application.id,
    actorId: null,
    actorRole: 'system',
    type: TYPE,
    data: { totals, assignment },
  })
}

const TYPE = 'reviews-disagree'

/** Whether the record already has this disagreement, with nobody free. */
async function isRecorded(tx: Executor, applicationId: string, totals: number[]): Promise<boolean> {
  const [last] = await tx
    .select({ data: events.data })
    .from(events)
    .where(and(eq(events.applicationId, applicationId), eq(events.type, TYPE)))
    .orderBy(desc(events.id))
    .limit(1)
  if (!last) return false
  const before = (last.data as { totals: number[] }).totals
  return Math.max(...before) === Math.max(...totals) && Math.min(...before) === Math.min(...totals)
}
