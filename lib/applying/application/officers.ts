import { and, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { conflicts, people, roles } from '@/db/schema'
import type { Application } from '@/lib/applying/application/queries'
import { notify } from '@/lib/platform/notification/queries'

/** Tells the institution's officers that a returned application was submitted again. Part of that transaction. */
export async function tellCorrected(tx: Executor, application: Application): Promise<void> {
  const { id, number, callTitle } = application
  const path = `/applications/${id}/check`
  for (const officer of await officersOf(tx, application)) {
    await notify(tx, officer, {
      template: 'application-corrected',
      data: { name: officer.name, number: number!, callTitle, url: path },
      path,
    })
  }
}

/**
 * People who may check the application as officers; those with a conflict of interest, or their own application, get
 * nothing.
 */
export function officersOf(tx: Executor, { id, callId, institution, personId }: Application) {
  return tx
    .selectDistinct({ id: people.id, email: people.email, name: people.name })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(
      and(
        eq(roles.role, 'officer'),
        eq(roles.callId, callId),
        eq(roles.institution, institution ?? ''),
        isNull(roles.endedAt),
        isNotNull(people.emailVerifiedAt),
        ne(people.id, personId),
        sql`not exists (select from ${conflicts} c where c.application_id = ${id} and c.person_id = ${people.id})`,
      ),
    )
    .orderBy(people.id)
}
