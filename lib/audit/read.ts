import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { events } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { staffRole } from '@/lib/people/permissions'

/** Notes that somebody of the staff read the letters on a page; within an hour it is noted once. */
export async function recordLettersRead(executor: Executor, person: Person, applicationId: string): Promise<void> {
  await executor.execute(sql`
    insert into ${events} (application_id, actor_id, actor_role, type)
    select ${applicationId}::uuid, ${person.id}::uuid, ${staffRole(person)}, 'letters-read'
    where not exists (
      select from ${events} e where e.application_id = ${applicationId}::uuid and e.actor_id = ${person.id}::uuid
        and e.type = 'letters-read' and e.at > now() - interval '1 hour')`)
}
