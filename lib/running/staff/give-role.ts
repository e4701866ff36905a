import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { people, roles } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { canAppoint } from '@/lib/people/permissions'
import type { PersonRow } from '@/lib/people/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { ROLE_WORDS } from './rules'
import { saveProfiles } from './save-profile'
import type { Appointment } from './schema'
import { type Told, tellAll } from './tell'

/**
 * Gives a person a role in the Call (null: in all), in the caller's transaction. A person without an account gets an
 * invitation with a link that makes one; a person with an account gets a notice. Returns the person's id.
 * @throws PortalError 'forbidden', or 'conflict' if they have the role already.
 */
export async function giveRole(tx: Executor, admin: Person, call: Call | null, given: Appointment): Promise<string> {
  const [person] = await giveRoles(tx, admin, call, [given])
  await recordEvent(tx, {
    applicationId: null,
    actorId: admin.id,
    actorRole: 'admin',
    type: 'role-given',
    data: { person, role: given.role, call: call?.id ?? null, institution: given.institution },
  })
  return person!
}

/**
 * The same for a file of people, by a few statements for any number: all or none. No two rows may have the same person
 * and role. Returns the people's ids; the caller records it.
 * @throws PortalError 'forbidden', or 'conflict' if one of them has the role already.
 */
export async function giveRoles(
  tx: Executor,
  admin: Person,
  call: Call | null,
  given: Appointment[],
): Promise<string[]> {
  requireAppointing(admin, call?.id ?? null)
  return appointAll(tx, admin.name, call, given)
}

/** The same without a check of `by`; the caller has checked their right. */
export async function appointAll(tx: Executor, by: string, call: Call | null, given: Appointment[]): Promise<string[]> {
  const known = await peopleOf(tx, given)
  const appointed = given.map((one) => ({ ...one, person: known.get(one.email.toLowerCase())! }))
  await insertRoles(tx, call, appointed)
  if (call)
    await saveProfiles(
      tx,
      call.id,
      appointed.flatMap(({ person, profile }) => (profile ? [{ personId: person.id, ...profile }] : [])),
    )
  await tellAll(tx, { name: by }, call, appointed)
  return [...new Set(appointed.map(({ person }) => person.id))]
}

/** @throws PortalError 'forbidden' */
export function requireAppointing(admin: Person, callId: string | null): void {
  if (!canAppoint(admin, callId)) throw new PortalError('forbidden', 'Only an admin of the Call gives its roles.')
}

/**
 * The accounts of these addresses, made where missing; by address, so that two calls at once do not block each other.
 */
async function peopleOf(tx: Executor, given: Appointment[]): Promise<Map<string, Told['person']>> {
  const rows = new Map<string, { email: string; name: string }>()
  for (const { email, name } of given)
    if (!rows.has(email.toLowerCase())) rows.set(email.toLowerCase(), { email, name })
  const addresses = [...rows.keys()].sort()
  const list = JSON.stringify(addresses.map((address) => rows.get(address)))
  await tx.execute(sql`
    insert into ${people} (email, name)
    select x.email, x.name from jsonb_to_recordset(${list}::jsonb) x(email text, name text)
    on conflict do nothing`)
  const { id, email, name, emailVerifiedAt } = people
  const found = await tx
    .select({ id, email, name, emailVerifiedAt })
    .from(people)
    .where(sql`lower(${people.email}) in (
      select lower(x.email) from jsonb_to_recordset(${list}::jsonb) x(email text))`)
  return new Map(found.map((row) => [row.email.toLowerCase(), row]))
}

type Key = { person: string; role: string; institution: string | null }
const keyOf = ({ person, role, institution }: Key) => `${person} ${role} ${institution ?? ''}`

/**
 * Writes the roles, or revives ended ones. The unique index decides between two at once.
 * @throws PortalError 'conflict': one of them has the role.
 */
async function insertRoles(tx: Executor, call: Call | null, appointed: Told[]): Promise<void> {
  const list = appointed.map(({ person, role, institution }) => ({ person: person.id, role, institution }))
  const rows = await tx.execute<Key>(sql`
    insert into ${roles} (person_id, role, call_id, institution)
    select x.person, x.role::role_name, ${call?.id ?? null}::uuid, x.institution
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) x(person uuid, role text, institution text)
    order by x.person, x.role, x.institution
    on conflict (person_id, role, coalesce(call_id, '00000000-0000-0000-0000-000000000000'::uuid), coalesce(institution, ''))
    do update set ended_at = null where ${roles}.ended_at is not null
    returning person_id as person, role::text, institution`)
  const written = new Set([...rows].map(keyOf))
  const index = list.findIndex((one) => !written.has(keyOf(one)))
  if (index < 0) return
  const { person, role } = appointed[index]!
  throw new PortalError('conflict', `${person.email} has this role already: ${ROLE_WORDS[role].toLowerCase()}.`)
}

/** The person's row, locked until the transaction ends. */
export async function lockPerson(tx: Executor, personId: string): Promise<PersonRow | null> {
  const [row] = await tx.select().from(people).where(sql`${people.id} = ${personId}`).for('no key update')
  return row ?? null
}
