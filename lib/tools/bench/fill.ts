import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'

/** Makes applications to a Call with all their answers and documents up to `target`. */
export async function fillTo(sql: postgres.Sql, target: number, slug = '2021'): Promise<void> {
  const [{ have } = { have: 0 }] = await sql<{ have: number }[]>`select count(*)::int as have from applications`
  const batch = randomUUID()
  const answers = Object.entries(phdAnswers).map(([key, given]) => ({ key, answers: given ?? {} }))
  await sql`
    with new_people as (
      insert into people (email, name, email_verified_at)
      select ${batch} || '-' || n || '@bench.example', 'Bench ' || n, now() from generate_series(1, ${target - have}) n
      returning id
    )
    insert into applications (call_id, person_id, track, institution)
    select c.id, p.id, 'phd', 'ucas' from new_people p, calls c where c.slug = ${slug}`
  const bare = sql`select a.id from applications a where not exists (
    select from application_sections s where s.application_id = a.id)`
  await sql`create temporary table bare as ${bare}`
  await sql`
    insert into application_sections (application_id, key, answers, version, writer, seq)
    select bare.id, s.key, s.answers, 1, 'bench-fill', 0
    from bare, jsonb_to_recordset(${sql.json(answers as never)}) as s(key text, answers jsonb)`
  await sql`
    insert into documents (application_id, kind, filename, type, size, pages, sha256, storage_key)
    select bare.id, kind, kind || '.pdf', 'application/pdf', 1000, 1, repeat('0', 64), gen_random_uuid()
    from bare, unnest(${phdDocuments}::text[]) kind`
  await sql`drop table bare`
  await sql`vacuum analyze`
  // The filling's delayed writes must not run beside the measurement.
  await sql`checkpoint`
}

export type Writer = { application: string; cookie: string }

/** Signed-in people, each with an application by `fillTo`, spread over all of them. */
export async function someWriters(sql: postgres.Sql, count: number): Promise<Writer[]> {
  const rows = await sql<{ id: string; person: string }[]>`
    select a.id, a.person_id as person from applications a
    join application_sections s on s.application_id = a.id and s.key = 'personal' and s.writer = 'bench-fill'
    order by a.id limit ${count}`
  return Promise.all(rows.map(async ({ id, person }) => ({ application: id, cookie: await cookieOf(sql, person) })))
}

/** A signed-in admin. */
export async function aStaffCookie(sql: postgres.Sql): Promise<string> {
  const [person] = await sql<{ id: string }[]>`
    insert into people (email, name, email_verified_at) values ('admin@example.org', 'Admin', now()) returning id`
  await sql`insert into roles (person_id, role) values (${person!.id}, 'admin')`
  return cookieOf(sql, person!.id)
}

/** The cookie of a signed-in person. */
export async function cookieOf(sql: postgres.Sql, person: string): Promise<string> {
  return (await sessionOf(sql, person)).cookie
}

/** A session of a person, and its cookie. */
export async function sessionOf(sql: postgres.Sql, person: string): Promise<{ session: string; cookie: string }> {
  const { encode } = await import('next-auth/jwt')
  const [session] = await sql<{ id: string }[]>`
    insert into sessions (person_id, expires_at) values (${person}, now() + interval '1 day') returning id`
  const token = { sub: person, sessionId: session!.id }
  const value = await encode({ token, secret: process.env.NEXTAUTH_SECRET!, maxAge: 86_400 })
  return { session: session!.id, cookie: `next-auth.session-token=${value}` }
}
