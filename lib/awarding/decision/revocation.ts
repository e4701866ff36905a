import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, offers, people, proposals } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'

/** An admin's proposal to revoke the application's open offer; null for none. The caller may decide on it. */
export async function findRevocation(executor: Executor, applicationId: string) {
  const { reason, proposedBy, proposedAt } = proposals
  const [row] = await executor
    .select({ offerId: offers.id, reason: sql<string>`${reason}`, proposedBy, proposedAt, by: people.name })
    .from(proposals)
    .innerJoin(offers, eq(offers.id, proposals.offerId))
    .innerJoin(people, eq(people.id, proposals.proposedBy))
    .where(and(eq(offers.applicationId, applicationId), inArray(offers.state, ['made', 'accepted'])))
  return row ?? null
}

export type Revocation = NonNullable<Awaited<ReturnType<typeof findRevocation>>>

/**
 * The applications of these Calls with another admin's proposal to revoke, limited to those that the person reads as
 * staff.
 */
export async function revocationsToConfirm(executor: Executor, person: Person, ...callIds: string[]) {
  return executor
    .select({
      id: applications.id,
      callId: applications.callId,
      number: applications.number,
      track: sql<string>`${applications.track}`,
    })
    .from(proposals)
    .innerJoin(offers, and(eq(offers.id, proposals.offerId), inArray(offers.state, ['made', 'accepted'])))
    .innerJoin(applications, eq(applications.id, offers.applicationId))
    .where(and(inArray(applications.callId, callIds), ne(proposals.proposedBy, person.id), readableAsStaff(person)))
    .orderBy(applications.number)
}
