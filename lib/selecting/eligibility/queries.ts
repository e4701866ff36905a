import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import {
  eligibilityChecks,
  eligibilityDecisions,
  letterFiles,
  people,
  referenceRequests,
  submissions,
} from '@/db/schema'
import type { Snapshot } from '@/lib/applying/application/frozen-submission'
import type { Application } from '@/lib/applying/application/queries'
import type { Verdict } from '@/lib/lifecycle/checks'
import type { RequestFacts } from './items'
import type { Judged } from './judgements'

/** SQL for eligibility checks. Callers have loaded the application as a person who may read or check it. */

export type DecisionRow = typeof eligibilityDecisions.$inferSelect & { by: string }
export type Submission = { attempt: number; submittedAt: Date; snapshot: Snapshot }

/** All submissions, in order. */
export async function submissionsOf(executor: Executor, applicationId: string): Promise<Submission[]> {
  const rows = await executor
    .select({ attempt: submissions.attempt, submittedAt: submissions.submittedAt, snapshot: submissions.snapshot })
    .from(submissions)
    .where(eq(submissions.applicationId, applicationId))
    .orderBy(asc(submissions.attempt))
  return rows.map((row) => ({ ...row, snapshot: row.snapshot as Snapshot }))
}

/** The referees and supervisor that the application names now, as the checklist needs them. */
export async function requestsOf(executor: Executor, applicationId: string): Promise<RequestFacts[]> {
  const r = referenceRequests
  return executor
    .select({
      id: r.id,
      kind: r.kind,
      state: r.state,
      name: r.name,
      email: r.email,
      agreedFor: r.agreedFor,
      invitedAt: r.invitedAt,
      answeredAt: r.answeredAt,
      file: sql<boolean>`${letterFiles.requestId} is not null and ${r.answers} ->> 'form' = 'file'`,
    })
    .from(r)
    .leftJoin(letterFiles, eq(letterFiles.requestId, r.id))
    .where(and(eq(r.applicationId, applicationId), isNull(r.endedAt)))
    .orderBy(asc(r.createdAt), asc(r.id))
}

export async function judgedOf(executor: Executor, applicationId: string): Promise<Judged[]> {
  const c = eligibilityChecks
  return executor
    .select({ item: c.item, verdict: c.verdict, note: c.note, personId: c.personId, by: people.name, at: c.at })
    .from(c)
    .innerJoin(people, eq(people.id, c.personId))
    .where(eq(c.applicationId, applicationId))
}

/**
 * Writes a verdict, unless another person's verdict is there that is not the one the page showed (`seen`, its moment).
 * Returns the new verdict's moment; null if it wrote nothing.
 */
export async function writeVerdict(
  executor: Executor,
  row: { applicationId: string; item: string; verdict: Verdict; note: string | null; personId: string },
  seen: Date | null,
): Promise<Date | null> {
  const { verdict, note, personId } = row
  const [written] = await executor
    .insert(eligibilityChecks)
    .values(row)
    .onConflictDoUpdate({
      target: [eligibilityChecks.applicationId, eligibilityChecks.item],
      set: { verdict, note, personId, at: sql`now()` },
      setWhere: unchanged(personId, seen),
    })
    .returning({ at: eligibilityChecks.at })
  return written?.at ?? null
}

/** Removes a verdict under the same condition; false if another person's is there. */
export async function removeVerdict(
  executor: Executor,
  { applicationId, item, personId }: { applicationId: string; item: string; personId: string },
  seen: Date | null,
): Promise<boolean> {
  const its = and(eq(eligibilityChecks.applicationId, applicationId), eq(eligibilityChecks.item, item))
  await executor.delete(eligibilityChecks).where(and(its, unchanged(personId, seen)))
  const left = await executor.select({ item: eligibilityChecks.item }).from(eligibilityChecks).where(its)
  return left.length === 0
}

const unchanged = (personId: string, seen: Date | null) =>
  or(eq(eligibilityChecks.personId, personId), seen ? eq(eligibilityChecks.at, seen) : sql`false`)!

/** Every decision, newest first, with the person who made it. */
export async function decisionsOf(executor: Executor, applicationId: string): Promise<DecisionRow[]> {
  const rows = await executor
    .select({ decision: eligibilityDecisions, by: people.name })
    .from(eligibilityDecisions)
    .innerJoin(people, eq(people.id, eligibilityDecisions.personId))
    .where(eq(eligibilityDecisions.applicationId, applicationId))
    .orderBy(desc(eligibilityDecisions.at), desc(eligibilityDecisions.id))
  return rows.map(({ decision, by }) => ({ ...decision, by }))
}

/** What the applicant reads about the current decision: no note, and nothing about who made it. */
export async function toldTo(
  executor: Executor,
  { id, state }: Pick<Application, 'id' | 'state'>,
): Promise<{ told: string | null; at: Date } | null> {
  if (state !== 'ineligible' && state !== 'returned') return null
  const [row] = await executor
    .select({ told: eligibilityDecisions.told, at: eligibilityDecisions.at })
    .from(eligibilityDecisions)
    .where(
      and(
        eq(eligibilityDecisions.applicationId, id),
        eq(eligibilityDecisions.outcome, state),
        isNull(eligibilityDecisions.takenBackAt),
      ),
    )
    .orderBy(desc(eligibilityDecisions.at), desc(eligibilityDecisions.id))
    .limit(1)
  return row ?? null
}

export async function insertDecision(tx: Executor, row: typeof eligibilityDecisions.$inferInsert): Promise<string> {
  const [written] = await tx.insert(eligibilityDecisions).values(row).returning({ id: eligibilityDecisions.id })
  return written!.id
}

/** Marks a decision as no longer current. */
export async function takeBackDecision(tx: Executor, id: string): Promise<void> {
  await tx.update(eligibilityDecisions).set({ takenBackAt: new Date() }).where(eq(eligibilityDecisions.id, id))
}
