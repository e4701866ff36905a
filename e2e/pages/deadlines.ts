import { randomUUID } from 'node:crypto'
import { partsOf } from '@/lib/applying/deadline/rules'
import { database } from './applicant'

/** A new Call for an application, closing in this many hours, so that the other tests' Call stays unchanged. */
export async function ownCall(id: string, hours: number): Promise<string> {
  const sql = database()
  const slug = `own${randomUUID().replaceAll('-', '')}`
  await sql`
    insert into calls (slug, title, definition, opens_at, closes_at, grace_minutes)
    select ${slug}, 'A Call of its own', definition || jsonb_build_object('code', upper(${slug}::text)), now() - interval '9 days', now() + ${hours} * interval '1 hour', 0
    from calls where slug = '2021'`
  await sql`insert into tracks (call_id, key, code, name, quota)
    select c.id, t.key, t.code, t.name, 1 from calls c, tracks t join calls d on d.id = t.call_id
    where c.slug = ${slug} and d.slug = '2021'`
  await sql`insert into institutions (call_id, key, host, name)
    select c.id, i.key, i.host, i.name from calls c, institutions i join calls d on d.id = i.call_id
    where c.slug = ${slug} and d.slug = '2021'`
  await sql`update applications set call_id = (select id from calls where slug = ${slug}) where id = ${id}`
  await sql.end()
  return slug
}

/** The values to type for a new deadline this many days from now. */
export const inDays = (days: number) => partsOf(new Date(Date.now() + days * 24 * 60 * 60 * 1000), 'Asia/Shanghai')
