import { and, asc, eq, isNotNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { prepared } from '@/db/prepared'
import { messages, referenceRequests } from '@/db/schema'
import type { RequestKind } from '@/lib/lifecycle/requests'

export type ReferenceRequest = typeof referenceRequests.$inferSelect

/**
 * The people whom the application names at present, in the order of naming. The caller has loaded it as an actor who
 * may read it.
 */
export async function standingRequests(executor: Executor, applicationId: string): Promise<ReferenceRequest[]> {
  return executor
    .select()
    .from(referenceRequests)
    .where(and(eq(referenceRequests.applicationId, applicationId), ne(referenceRequests.state, 'replaced')))
    .orderBy(asc(referenceRequests.createdAt), asc(referenceRequests.id))
}

/** How far each of them is, and nothing of what they wrote. The caller has loaded the application likewise. */
export async function standingStates(executor: Executor, applicationId: string) {
  return statesOf(executor, { id: applicationId })
}

const { id, name, state, createdAt } = referenceRequests
const statesOf = prepared((executor) =>
  executor
    .select({ name, state })
    .from(referenceRequests)
    .where(and(eq(referenceRequests.applicationId, sql.placeholder('id')), ne(state, 'replaced')))
    .orderBy(asc(createdAt), asc(id)),
)

/** Which kinds of people the application names at present, of the outer query's application `itsId`. */
export const standingKinds = (itsId: SQL) => sql<RequestKind[]>`(
  select coalesce(json_agg(r.kind order by r.created_at, r.id), '[]') from ${referenceRequests} r
  where r.application_id = ${itsId} and r.state <> 'replaced')`

/** The requests among these whose last mail could not be delivered. */
export async function undelivered(executor: Executor, applicationId: string): Promise<Set<string>> {
  const rows = await executor
    .select({ id: referenceRequests.id })
    .from(referenceRequests)
    .innerJoin(messages, eq(messages.id, referenceRequests.messageId))
    .where(and(eq(referenceRequests.applicationId, applicationId), eq(messages.state, 'failed')))
  return new Set(rows.map((row) => row.id))
}

/** Mailboxes whose owners said that they are not the person whom this application means. */
export async function disownedMailboxes(executor: Executor, applicationId: string): Promise<string[]> {
  const rows = await executor
    .select({ mailbox: referenceRequests.mailbox })
    .from(referenceRequests)
    .where(and(eq(referenceRequests.applicationId, applicationId), isNotNull(referenceRequests.disownedAt)))
  return rows.map(({ mailbox }) => mailbox)
}

/** One of the application's requests, its row locked until the transaction ends; null if there is none. */
export async function lockRequest(
  tx: Executor,
  applicationId: string,
  requestId: string,
): Promise<ReferenceRequest | null> {
  const [row] = await tx
    .select()
    .from(referenceRequests)
    .where(and(eq(referenceRequests.id, requestId), eq(referenceRequests.applicationId, applicationId)))
    .for('update')
  return row ?? null
}

export async function insertRequest(
  tx: Executor,
  values: typeof referenceRequests.$inferInsert,
): Promise<ReferenceRequest> {
  const [row] = await tx.insert(referenceRequests).values(values).returning()
  return row!
}

export async function updateRequest(
  tx: Executor,
  id: string,
  change: Partial<typeof referenceRequests.$inferInsert>,
): Promise<void> {
  await tx.update(referenceRequests).set(change).where(eq(referenceRequests.id, id))
}

export async function deleteRequest(tx: Executor, id: string): Promise<void> {
  await tx.delete(referenceRequests).where(eq(referenceRequests.id, id))
}
