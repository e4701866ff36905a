import type postgres from 'postgres'

/**
 * The people whose lists are measured. Their addresses need no authenticator in a demonstration; otherwise their roles
 * would not count.
 */
export const STAFF = ['admin', 'officer', 'reviewer'] as const
export type Staff = (typeof STAFF)[number]

/** How many applications the reviewer has; half of the reviews are in. */
export const REVIEWS = 50

/** An admin, an officer of an institution with a fifth of the applicants, and a reviewer. Safe to repeat. */
export async function someStaff(sql: postgres.Sql): Promise<void> {
  for (const name of STAFF)
    await sql`
      with person as (
        insert into people (email, name, email_verified_at) values (${`${name}@example.org`}, ${name}, now())
        on conflict do nothing returning id
      )
      insert into roles (person_id, role, call_id, institution)
      select person.id, ${name}::role_name, case when ${name !== 'admin'} then calls.id end,
        ${name === 'officer' ? 'ustc' : null}
      from person, calls where slug = '2021'`
  await sql`
    insert into assignments (application_id, person_id, origin, released_at, cleared_at)
    select a.id, p.id, 'run', now(), now() from people p, applications a
    where p.email = 'reviewer@example.org' and a.state = 'under-review'
      and not exists (select from assignments s where s.person_id = p.id)
    order by a.id limit ${REVIEWS}`
  await sql`
    insert into reviews (assignment_id, version, submitted_at, total)
    select a.id, 1, now(), 7 from assignments a join people p on p.id = a.person_id
    where p.email = 'reviewer@example.org' order by a.id limit ${REVIEWS / 2}
    on conflict do nothing`
  await sql`analyze assignments`
  await sql`analyze reviews`
}
