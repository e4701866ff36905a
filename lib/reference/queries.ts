import { and, asc, eq, ne } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { referenceRequests } from '@/db/schema'

export type ReferenceRequest = typeof referenceRequests.$inferSelect

/** A referee or supervisor as the applicant named them. */
export type NamedPerson = Pick<
  ReferenceRequest,
  'id' | 'kind' | 'name' | 'email' | 'position' | 'institution' | 'country' | 'relation'
>

/** Whom the application names at present, in the order of naming. The caller has loaded it as an actor who may read it. */
export async function standingRequests(executor: Executor, applicationId: string): Promise<ReferenceRequest[]> {
  return executor
    .select()
    .from(referenceRequests)
    .where(and(eq(referenceRequests.applicationId, applicationId), ne(referenceRequests.state, 'replaced')))
    .orderBy(asc(referenceRequests.createdAt), asc(referenceRequests.id))
}
