import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD, signInHere } from './account'
import { database, portal } from './applicant'
import type { Player, Scene } from './cast'

/** An admin of all Calls of the test's own, signed in; gives the address. */
export async function anAdmin(page: Page, next = '/admin/people'): Promise<string> {
  const { aStaffMember } = await portal()
  const { email } = await aStaffMember([{ role: 'admin', callId: null }], {
    name: 'Admin Of The Test',
    passwordHash: await hashPassword(PASSWORD),
  })
  await page.goto(`/signin?next=${encodeURIComponent(next)}`)
  await signInHere(page, email, PASSWORD)
  return email
}

/** An address that is not of those that need no authenticator in a demonstration. */
export const newAddress = () => `${randomUUID()}@university.example`

/** The code that an authenticator app shows so many half minutes from now: a later one is free where this one was used. */
export async function codeOf(secret: string, later = 0): Promise<string> {
  const { codeAt } = await import('@/lib/people/second-factor/totp')
  return codeAt(secret, new Date(Date.now() + later * 30_000))
}

/** Whom a scene's own invitation is for. */
export const invitedOf = ({ id }: Pick<Scene, 'id'>) => `${id}@university.example`

/** Everything that is kept of the people of a scene and of whom it invites, but for sessions and what they read. */
export async function staffOf(scene: Scene): Promise<unknown> {
  const sql = database()
  const ids = Object.values(scene.cast).flatMap(({ person }) => person?.id ?? [])
  const people = await sql<{ id: string; email: string }[]>`
    select id, email from people where id in ${sql(ids)} or email = ${invitedOf(scene)} order by id`
  const all = [people.map(({ id }) => id)] as unknown[]
  for (const table of ['roles', 'reviewers', 'person_tokens', 'authenticators'])
    all.push(
      await sql`select to_jsonb(t) from ${sql(table)} t where person_id in ${sql(people.map(({ id }) => id))} order by to_jsonb(t)::text`,
    )
  all.push(
    await sql`select recipient, template from messages where recipient in ${sql(people.map(({ email }) => email))} order by queued_at, id`,
  )
  await sql.end()
  return all
}

/** The role of a player, for a form that names it. */
export async function roleOf({ cast }: Scene, player: Player): Promise<{ role: string }> {
  const sql = database()
  const [row] = await sql`select id from roles where person_id = ${cast[player].person!.id}`
  await sql.end()
  return { role: row!.id }
}

/** Somebody whom the scene has invited: gives the role that was. */
export async function invitedRole(scene: Scene): Promise<{ role: string }> {
  const sql = database()
  await sql`insert into people (email, name) values (${invitedOf(scene)}, 'Invited') on conflict do nothing`
  await sql`insert into roles (person_id, role, call_id)
    select id, 'chief', ${scene.callId} from people where email = ${invitedOf(scene)} on conflict do nothing`
  const [row] = await sql`
    select r.id from roles r join people p on p.id = r.person_id where p.email = ${invitedOf(scene)}`
  await sql.end()
  return { role: row!.id }
}

/** Gives a player an authenticator that counts. */
export async function withAuthenticator({ cast }: Scene, player: Player): Promise<void> {
  const sql = database()
  await sql`insert into authenticators (person_id, secret, confirmed_at) values (${cast[player].person!.id}, 'sealed', now())`
  await sql.end()
}
