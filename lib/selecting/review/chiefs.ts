import { and, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { conflicts, people, roles } from '@/db/schema'
import type { Application } from '@/lib/applying/application/queries'

type Leader = { id: string; email: string; name: string }

/**
 * The people who lead the reviews of an application: the chief reviewers of its Call, or the admins where it has none.
 * Leaves out its applicant, people with a conflict of interest in it, and people without a confirmed address: it may be
 * a stranger's.
 */
export function leadersOf(
  executor: Executor,
  application: Pick<Application, 'id' | 'callId' | 'personId'>,
): Promise<Leader[]> {
  const free = sql`not exists (
    select from ${conflicts} c where c.application_id = ${application.id} and c.person_id = ${people.id})`
  return leaders(executor, application.callId, and(sql`${people.id} <> ${application.personId}`, free))
}

/** The people who lead the reviews of a Call: its chief reviewers, or the admins where it has none. */
export const leadersOfCall = (executor: Executor, callId: string): Promise<Leader[]> => leaders(executor, callId)

async function leaders(executor: Executor, callId: string, which?: SQL): Promise<Leader[]> {
  const rows = await executor
    .selectDistinct({ id: people.id, email: people.email, name: people.name, role: roles.role })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(
      and(
        isNull(roles.endedAt),
        isNotNull(people.emailVerifiedAt),
        or(eq(roles.callId, callId), isNull(roles.callId)),
        or(eq(roles.role, 'chief'), eq(roles.role, 'admin')),
        which,
      ),
    )
  const chiefs = rows.filter(({ role }) => role === 'chief')
  return chiefs.length > 0 ? chiefs : rows
}
