import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { people, proposals } from '@/db/schema'
import { PortalError } from '@/lib/shared/errors'

/** Steps that take two people: one proposes, another confirms. What the step does is its own domain's. */

/** What a proposal is about. */
export type Subject = { scenarioId: string } | { offerId: string }
type By = { id: string }

const isAbout = (subject: Subject) =>
  'scenarioId' in subject ? eq(proposals.scenarioId, subject.scenarioId) : eq(proposals.offerId, subject.offerId)

/** The proposal that waits for its second person, with the name of the first; null if there is none. */
export async function openProposal(executor: Executor, subject: Subject) {
  const { id, reason, proposedBy, proposedAt } = proposals
  const [row] = await executor
    .select({ id, reason, proposedBy, proposedAt, by: people.name })
    .from(proposals)
    .innerJoin(people, eq(people.id, proposals.proposedBy))
    .where(and(isAbout(subject), isNull(proposals.confirmedAt)))
  return row ?? null
}

export type Proposal = NonNullable<Awaited<ReturnType<typeof openProposal>>>

/**
 * Proposes the step. Of two people at once one does, by a unique constraint; the same person who sends it again changes nothing.
 * Gives whether it is new. @throws PortalError 'conflict' if another person has proposed it.
 */
export async function propose(tx: Executor, by: By, subject: Subject, reason?: string): Promise<boolean> {
  const rows = await tx
    .insert(proposals)
    .values({ ...subject, reason, proposedBy: by.id })
    .onConflictDoNothing()
    .returning({ id: proposals.id })
  if (rows.length > 0) return true
  const open = await openProposal(tx, subject)
  if (open?.proposedBy === by.id) return false
  throw new PortalError('conflict', `${open?.by ?? 'Somebody'} has proposed this already. Look again.`)
}

/**
 * That this person may be the second one.
 * @throws PortalError 'forbidden', with the sentence, for the person who proposed it.
 */
export function requireSecond(proposal: Pick<Proposal, 'proposedBy'>, by: By, sentence: string): void {
  if (proposal.proposedBy === by.id) throw new PortalError('forbidden', sentence)
}

/** Notes that the second person has confirmed it, in the transaction that does the step. */
export async function confirmProposal(tx: Executor, by: By, subject: Subject): Promise<void> {
  await tx
    .update(proposals)
    .set({ confirmedBy: by.id, confirmedAt: sql`now()` })
    .where(and(isAbout(subject), isNull(proposals.confirmedAt)))
}

/** Removes the proposal: it is dropped, or what it is about is over. */
export async function removeProposal(tx: Executor, subject: Subject): Promise<void> {
  await tx.delete(proposals).where(and(isAbout(subject), isNull(proposals.confirmedAt)))
}
