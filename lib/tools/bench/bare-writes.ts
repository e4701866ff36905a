import type postgres from 'postgres'
import type { Person } from '@/lib/people/actor'

/** What applying and releasing an assignment write, and nothing else: the triggers are in both. */

class Undo extends Error {}

/** Does the work in a transaction that is undone, then cleans up after it. */
export async function undone(sql: postgres.Sql, work: (tx: postgres.TransactionSql) => Promise<void>): Promise<void> {
  await sql
    .begin(async (tx) => {
      await work(tx)
      throw new Undo()
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error
    })
  await sql`vacuum analyze`
}

export async function bareAssignments(tx: postgres.TransactionSql, chief: Person, run: string): Promise<void> {
  await tx`
    insert into assignments (application_id, person_id, origin, assigned_by)
    select application_id, person_id, 'run', ${chief.id} from assignment_run_pairs where run_id = ${run}`
}

/** One for each application with an assignment. */
export async function bareEvents(tx: postgres.TransactionSql, chief: Person, type: string): Promise<void> {
  await tx`
    insert into events (application_id, actor_id, actor_role, type, data)
    select application_id, ${chief.id}, 'chief', ${type}, jsonb_build_object('people', jsonb_agg(person_id))
    from assignments group by application_id order by application_id`
}

export async function bareUpdates(tx: postgres.TransactionSql): Promise<void> {
  await tx`update assignments set released_at = now()`
  await tx`update applications set state = 'under-review', updated_at = now() where state = 'eligible'`
}

/** One of each for each reviewer. */
export async function bareNotices(tx: postgres.TransactionSql): Promise<void> {
  await tx`
    with told as (select distinct on (p.id) p.id, p.email, gen_random_uuid() as message
      from people p join assignments a on a.person_id = p.id),
    mail as (
      insert into messages (id, recipient, template, subject, text, html)
      select message, email, 'reviews-assigned', repeat('subject ', 8), repeat('text ', 80), repeat('html ', 200)
      from told returning id)
    insert into notifications (person_id, template, title, path, message_id)
    select told.id, 'reviews-assigned', repeat('subject ', 8), '/review', mail.id from told join mail on mail.id = message`
  await tx`
    select count(*) from graphile_worker.add_jobs((
      select array_agg(('send-mail', json_build_object('id', id), null, now(), 12::smallint, 'mail:' || id, null, null)
        ::graphile_worker.job_spec)
      from messages where template = 'reviews-assigned'))`
}
