import { and, eq, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications } from '@/db/schema'
import type { Application } from '@/lib/applying/application/queries'
import type { Person } from '@/lib/people/actor'
import { readableAsStaff } from '@/lib/people/readable'

export type NextToCheck = { id: string; number: string; left: number }

/**
 * The next application of the same Call to check, by number, starting over after the last, with how many remain; null
 * if none. Only applications that the person checks as an officer or an admin.
 */
export async function nextToCheck(
  executor: Executor,
  person: Person,
  { id, callId, number }: Pick<Application, 'id' | 'callId' | 'number'>,
): Promise<NextToCheck | null> {
  const checker = { ...person, roles: person.roles.filter(({ role }) => role === 'officer' || role === 'admin') }
  const [row] = await executor
    .select({ id: applications.id, number: applications.number, left: sql<number>`(count(*) over ())::int` })
    .from(applications)
    .where(
      and(
        eq(applications.callId, callId),
        eq(applications.state, 'submitted'),
        ne(applications.id, id),
        readableAsStaff(checker),
      ),
    )
    .orderBy(sql`${applications.number} < ${number}`, applications.number)
    .limit(1)
  return row ? { ...row, number: row.number! } : null
}
