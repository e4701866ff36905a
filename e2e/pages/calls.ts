import { randomUUID } from 'node:crypto'
import { database } from './applicant'
import type { Scene } from './cast'

/** A new, open Call (a day later than the other tests' Call, which stays the current one), with its first version. */
export async function aCallToEdit(slug = `edit${randomUUID().replaceAll('-', '')}`): Promise<string> {
  const sql = database()
  await sql`
    insert into calls (slug, title, definition, opens_at, closes_at)
    select ${slug}, 'A Call to edit', definition || jsonb_build_object('slug', ${slug}::text, 'title', 'A Call to edit',
        'code', upper(${slug}::text)), opens_at + interval '1 day', closes_at
    from calls where slug = '2021' on conflict do nothing`
  await sql`insert into call_versions (call_id, number, definition)
    select id, version, definition from calls where slug = ${slug} on conflict do nothing`
  for (const table of ['tracks', 'institutions'] as const) {
    const columns = table === 'tracks' ? sql`key, code, name, quota` : sql`key, host, name`
    await sql`insert into ${sql(table)} (call_id, ${columns})
      select (select id from calls where slug = ${slug}), ${columns} from ${sql(table)}
      where call_id = (select id from calls where slug = '2021') on conflict do nothing`
  }
  await sql.end()
  return slug
}

export const slugOf = ({ id }: Scene) => `scene-${id}`

/** The same for a scene, with a draft where requested. */
export async function aCallOfScene(
  scene: Scene,
  { draft = false, published = true, erases = false } = {},
): Promise<void> {
  const slug = await aCallToEdit(slugOf(scene))
  const sql = database()
  await sql`update calls set published = ${published} where slug = ${slug}`
  if (erases) await sql`update calls set erases_since = now() where slug = ${slug}`
  if (draft)
    await sql`insert into call_drafts (call_id, based_on, base, definition, person_id)
      select id, version, definition, definition || '{"summary": "Changed by a test"}', ${scene.cast.admin.person!.id}
      from calls where slug = ${slug}`
  await sql.end()
}

/** Everything about a scene's Call, and about the one started from it. */
export async function callOfScene(scene: Scene): Promise<unknown> {
  const sql = database()
  const rows = await sql`
    select to_jsonb(c) as call, (select count(*) from call_versions v where v.call_id = c.id) as versions,
      (select to_jsonb(d) from call_drafts d where d.call_id = c.id) as draft
    from calls c where c.slug like ${`${slugOf(scene)}%`} order by c.slug`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}

/** The definition of a scene's Call as JSON, with another summary. */
export async function otherDefinition(scene: Scene): Promise<string> {
  const sql = database()
  const [row] = await sql`select definition from calls where slug = ${slugOf(scene)}`
  await sql.end()
  return JSON.stringify({ ...row!.definition, summary: 'Changed by a test' })
}

/** A failed job of the scene; returns its id. */
export async function aFailedJob({ id }: Scene): Promise<{ job: string }> {
  const sql = database()
  const [known] = await sql`select id::text from graphile_worker.jobs where key = ${`scene ${id}`}`
  const [job] = known
    ? [known]
    : await sql`select (graphile_worker.add_job('tell-extension', '{}'::json, run_at := now() + interval '1 hour',
        max_attempts := 1, job_key := ${`scene ${id}`})).id::text`
  if (!known) await sql`update graphile_worker._private_jobs set attempts = 1 where id = ${job!.id}`
  await sql.end()
  return { job: job!.id }
}

/** Whether somebody retried that job: it waits again, or is done. */
export async function jobOfScene({ id }: Scene): Promise<unknown> {
  const sql = database()
  const rows = await sql`select attempts, max_attempts from graphile_worker.jobs where key = ${`scene ${id}`}`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}
