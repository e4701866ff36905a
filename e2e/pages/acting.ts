import { database } from './applicant'
import type { Scene } from './cast'

/** The admin of the scene acts for its applicant. */
export async function anActing({ id, cast }: Scene): Promise<void> {
  const sql = database()
  await sql`
    insert into actings (application_id, person_id, session_id, way, reason, ends_at)
    select ${id}, person_id, id, 'phone', 'A test', now() + interval '1 hour'
    from sessions where person_id = ${cast.admin.person!.id} limit 1`
  await sql.end()
}
