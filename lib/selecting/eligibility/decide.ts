import type { Database, Executor } from '@/db/client'
import { move } from '@/lib/applying/application/move'
import { callOf, type KnownApplication, lastSubmission, loadApplication } from '@/lib/applying/application/queries'
import { stateInWords } from '@/lib/lifecycle/application'
import type { Decision } from '@/lib/lifecycle/checks'
import type { TransitionName } from '@/lib/lifecycle/transitions'
import type { Person } from '@/lib/people/actor'
import { staffRole } from '@/lib/people/permissions'
import { PortalError } from '@/lib/shared/errors'
import { instantInWords } from '@/lib/shared/ui/instant'
import { type DecisionRow, decisionsOf, insertDecision, judgedOf, takeBackDecision } from './queries'
import { DECIDED } from './words'

/** The outcome of a check. `told` is for the applicant; `note` is for staff only. */
export type NewDecision =
  | { outcome: 'eligible'; note?: string }
  | { outcome: 'ineligible'; told: string; note?: string }
  | { outcome: 'returned'; told: string; correctBy: Date; note?: string }

/** The transition of each outcome. */
export const TRANSITION: Record<Decision, TransitionName> = {
  eligible: 'find-eligible',
  ineligible: 'find-ineligible',
  returned: 'return',
}

/**
 * Decides on eligibility in one transaction that locks the application's row: state, decision, event and the mail to
 * the applicant. `seen` is the `decisionKey` of the officer's page. Rejects a decision based on a stale page. The same
 * decision sent twice by the same person counts once.
 * @throws PortalError 'not-found', 'forbidden', 'conflict' (another officer was first, or the state does not allow it),
 * 'invalid' (a reason is missing, or the deadline is not in the future).
 */
export async function decideEligibility(
  db: Database,
  person: Person,
  id: string,
  decision: NewDecision,
  seen?: string,
): Promise<void> {
  const { outcome, note } = decision
  const told = 'told' in decision ? decision.told.trim() : null
  const correctBy = outcome === 'returned' ? decision.correctBy : null
  if (told === '') throw new PortalError('invalid', 'Enter the text for the applicant.')
  if (correctBy && !(correctBy > new Date()))
    throw new PortalError('invalid', 'The last day to correct the application must be in the future.')
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, person, id, 'check', true)
    const standing = await standingDecision(tx, application)
    if (standing && isSame(standing, person, { outcome, told, correctBy })) return
    await requireUnchanged(tx, application, standing, seen)
    const call = await callOf(tx, application)
    const judged = await judgedOf(tx, id)
    if (standing) await takeBackDecision(tx, standing.id)
    const row = await insertDecision(tx, {
      applicationId: id,
      outcome,
      told,
      note: note?.trim() || null,
      correctBy,
      personId: person.id,
      at: new Date(),
    })
    await move(tx, application, TRANSITION[outcome], {
      by: { id: person.id, role: staffRole(person) },
      data: {
        decision: row,
        told,
        correctBy: correctBy?.toISOString() ?? null,
        verdicts: Object.fromEntries(judged.map(({ item, verdict }) => [item, verdict])),
      },
      columns: correctBy ? { correctBy } : {},
      told: { text: told, until: correctBy ? instantInWords(correctBy, call.definition.timeZone) : '' },
    })
  })
}

/**
 * Takes a decision back, as long as the review has not begun, and tells the applicant that the check continues. @throws
 * as `decideEligibility`
 */
export async function checkAgain(db: Database, person: Person, id: string, seen?: string): Promise<void> {
  await db.transaction(async (tx) => {
    const application = await loadApplication(tx, person, id, 'check', true)
    if (application.state === 'submitted') return
    const standing = await standingDecision(tx, application)
    await requireUnchanged(tx, application, standing, seen)
    await move(tx, application, 'check-again', { by: { id: person.id, role: staffRole(person) } })
    if (standing) await takeBackDecision(tx, standing.id)
  })
}

/** A key for the basis of a decision: the state, the submission, and the current decision. */
export function decisionKey(state: string, attempt: number, decision: { id: string } | null): string {
  return [state, attempt, decision?.id ?? ''].join(' ')
}

/** The decision that put the application into its state. */
export async function standingDecision(
  executor: Executor,
  { id, state }: Pick<KnownApplication, 'id' | 'state'>,
): Promise<DecisionRow | null> {
  const [last] = await decisionsOf(executor, id)
  return last && !last.takenBackAt && last.outcome === state ? last : null
}

function isSame(
  standing: DecisionRow,
  person: Person,
  { outcome, told, correctBy }: { outcome: Decision; told: string | null; correctBy: Date | null },
): boolean {
  return (
    standing.personId === person.id &&
    standing.outcome === outcome &&
    standing.told === told &&
    standing.correctBy?.getTime() === correctBy?.getTime()
  )
}

async function requireUnchanged(
  tx: Executor,
  application: KnownApplication,
  standing: DecisionRow | null,
  seen: string | undefined,
): Promise<void> {
  if (seen === undefined) return
  const attempt = (await lastSubmission(tx, application.id))?.attempt ?? 0
  if (seen === decisionKey(application.state, attempt, standing)) return
  throw new PortalError(
    'conflict',
    `Nothing of yours was done, for the application has changed meanwhile. ${
      standing
        ? `${standing.by} decided: ${DECIDED[standing.outcome].toLowerCase()}.`
        : `It is ${stateInWords(application.state).toLowerCase()} now.`
    } Open the page of its check again.`,
  )
}
