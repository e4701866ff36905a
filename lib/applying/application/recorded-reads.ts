import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, events } from '@/db/schema'
import type { Person } from '@/lib/people/actor'
import { isStaff, staffRole } from '@/lib/people/permissions'

type Read = 'application-read' | 'letters-read' | 'document-read'

/**
 * Records that somebody other than its applicant read this part of an application, once an hour. `data`: which one, if
 * there are several.
 */
export async function recordRead(
  executor: Executor,
  person: Person,
  applicationId: string,
  type: Read,
  data: Record<string, string> = {},
): Promise<void> {
  const json = JSON.stringify(data)
  await executor.execute(sql`
    insert into ${events} (application_id, actor_id, actor_role, type, data)
    select ${applicationId}::uuid, ${person.id}::uuid, ${isStaff(person) ? staffRole(person) : 'reviewer'}, ${type}, ${json}::jsonb
    where not exists (
      select from ${applications} a where a.id = ${applicationId}::uuid and a.person_id = ${person.id}::uuid)
    and not exists (
      select from ${events} e where e.application_id = ${applicationId}::uuid and e.actor_id = ${person.id}::uuid
        and e.type = ${type} and e.data = ${json}::jsonb and e.at > now() - interval '1 hour')`)
}

/** Records that a program read the list of applications; the same search once an hour. */
export async function recordListRead(executor: Executor, person: Person, data: Record<string, string>): Promise<void> {
  const json = JSON.stringify(data)
  await executor.execute(sql`
    insert into ${events} (actor_id, actor_role, type, data)
    select ${person.id}::uuid, ${isStaff(person) ? staffRole(person) : 'reviewer'}, 'list-read', ${json}::jsonb
    where not exists (
      select from ${events} e where e.actor_id = ${person.id}::uuid and e.type = 'list-read'
        and e.data = ${json}::jsonb and e.at > now() - interval '1 hour')`)
}
