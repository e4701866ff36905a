import { and, inArray, max, ne } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { eligibilityChecks, submissions } from '@/db/schema'
import { stateInWords } from '@/lib/lifecycle/application'
import { can, NO_TIE } from '@/lib/people/permissions'
import { type Row, rowsOf } from './queries'
import type { Visibility } from './visibility'

/**
 * The outcome for the selection: applications that can become eligible, and those that cannot, each with the reason.
 */
export type Plan = { can: (Row & { attempt: number })[]; cannot: { row: Row; why: string }[] }

/** Checks the selection without changing anything. It silently leaves out what the person cannot see. */
export async function planEligible(executor: Executor, visibility: Visibility, ids: string[]): Promise<Plan> {
  const plan: Plan = { can: [], cannot: [] }
  if (ids.length === 0) return plan
  const rows = await rowsOf(executor, visibility, { columns: [] }, ids)
  const attempts = await executor
    .select({ id: submissions.applicationId, attempt: max(submissions.attempt) })
    .from(submissions)
    .where(inArray(submissions.applicationId, ids))
    .groupBy(submissions.applicationId)
  const doubtful = await executor
    .selectDistinct({ id: eligibilityChecks.applicationId })
    .from(eligibilityChecks)
    .where(and(inArray(eligibilityChecks.applicationId, ids), ne(eligibilityChecks.verdict, 'met')))
  for (const row of rows) {
    const why = reasonAgainst(row, visibility, new Set(doubtful.map(({ id }) => id)))
    if (why) plan.cannot.push({ row, why })
    else plan.can.push({ ...row, attempt: attempts.find(({ id }) => id === row.id)?.attempt ?? 0 })
  }
  return plan
}

function reasonAgainst(row: Row, { person, call }: Visibility, doubtful: Set<string>): string | null {
  // A row that the person reads as staff is neither their own nor under a conflict of interest.
  const { staff, state, institution, submittedAt } = row
  const subject = { personId: '', callId: call.id, state, institution, submittedAt, tie: NO_TIE }
  if (!staff || !can(person, 'check', subject)) return 'Its check is not yours.'
  if (state !== 'submitted') return `It is ${stateInWords(state).toLowerCase()}, and no check is open.`
  return doubtful.has(row.id) ? 'Something in its check is not met or unclear. Decide it on its own page.' : null
}
