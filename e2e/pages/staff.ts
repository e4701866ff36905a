import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './account'
import { database, portal, signIn } from './applicant'
import type { Player, Scene } from './cast'

/** A new, signed-in admin of all Calls; returns the address. */
export async function anAdmin(page: Page, next = '/admin/people'): Promise<string> {
  const { aStaffMember } = await portal()
  const { email } = await aStaffMember([{ role: 'admin', callId: null }], {
    name: 'Admin Of The Test',
    passwordHash: await hashPassword(PASSWORD),
  })
  await signIn(page, email, next)
  return email
}

/** An address that needs an authenticator even in a demonstration. */
export const newAddress = () => `${randomUUID()}@university.example`

/**
 * The code that an authenticator app shows this many half minutes from now: a later one works after this one was used.
 */
export async function codeOf(secret: string, later = 0): Promise<string> {
  const { codeAt } = await import('@/lib/people/second-factor/totp')
  return codeAt(secret, new Date(Date.now() + later * 30_000))
}

/** The addressee of a scene's own invitation. */
export const invitedOf = ({ id }: Pick<Scene, 'id'>) => `${id}@university.example`

/** All stored data about the people of a scene and those it invites, except sessions and reading. */
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

/** A person whom the scene has invited: returns the role. */
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

/** Gives a player a confirmed authenticator. */
export async function withAuthenticator({ cast }: Scene, player: Player): Promise<void> {
  const sql = database()
  await sql`insert into authenticators (person_id, secret, confirmed_at) values (${cast[player].person!.id}, 'sealed', now())`
  await sql.end()
}
