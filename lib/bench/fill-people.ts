import type postgres from 'postgres'

/** Whose lists are measured beside the admin's: an officer of the largest institution, and a reviewer of 50. */
export async function someStaff(sql: postgres.Sql): Promise<void> {
  for (const name of ['officer', 'reviewer'])
    await sql`
      with person as (
        insert into people (email, name, email_verified_at) values (${`${name}@example.org`}, ${name}, now())
        on conflict do nothing returning id
      )
      insert into roles (person_id, role, call_id, institution)
      select person.id, ${name}::role_name, calls.id, ${name === 'officer' ? 'ustc' : null}
      from person, calls where slug = '2021'`
  await sql`
    insert into assignments (application_id, person_id, origin, released_at, cleared_at)
    select a.id, p.id, 'run', now(), now() from people p, applications a
    where p.email = 'reviewer@example.org' and a.state = 'under-review'
      and not exists (select from assignments s where s.person_id = p.id)
    order by a.id limit 50`
  await sql`
    insert into reviews (assignment_id, version, submitted_at, total)
    select a.id, 1, now(), 7 from assignments a join people p on p.id = a.person_id
    where p.email = 'reviewer@example.org' order by a.id limit 25
    on conflict do nothing`
  await sql`analyze assignments`
  await sql`analyze reviews`
}
