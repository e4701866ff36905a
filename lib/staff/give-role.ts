import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { people, reviewers, roles } from '@/db/schema'
import { recordEvent } from '@/lib/audit/queries'
import type { Call } from '@/lib/call/queries'
import { PortalError } from '@/lib/errors'
import { absolute, queueMail } from '@/lib/mail/queries'
import { notify } from '@/lib/notification/queries'
import type { Person } from '@/lib/people/actor'
import { canAppoint } from '@/lib/people/permissions'
import { createPerson, findByEmail, type PersonRow } from '@/lib/people/queries'
import { LIMITS, limited } from '@/lib/people/rate-limit'
import { createToken } from '@/lib/people/tokens'
import { ROLE_WORDS, type RoleName, roleInWords } from './rules'
import type { Appointment, Profile } from './schema'

/**
 * Gives somebody a role of the Call (null: of all), in the caller's transaction. Whoever has no account yet is invited by
 * a link that makes one; whoever has one is told. Gives the person's id.
 * @throws PortalError 'forbidden', or 'conflict' if they have the role already.
 */
export async function giveRole(
  tx: Executor,
  admin: Person,
  call: Call | null,
  given: Appointment,
  recorded = true,
): Promise<string> {
  requireAppointing(admin, call?.id ?? null)
  const person = await personOf(tx, given)
  const { role, institution, profile } = given
  if (!(await insertRole(tx, { personId: person.id, role, callId: call?.id ?? null, institution })))
    throw new PortalError('conflict', `${given.email} has this role already: ${ROLE_WORDS[role].toLowerCase()}.`)
  if (call && profile) await saveProfile(tx, call.id, person.id, profile)
  await tell(tx, admin, person, call, { role, institution })
  if (recorded)
    await recordEvent(tx, {
      ...{ applicationId: null, actorId: admin.id, actorRole: 'admin', type: 'role-given' },
      data: { person: person.id, role, call: call?.id ?? null, institution },
    })
  return person.id
}

/** @throws PortalError 'forbidden' */
export function requireAppointing(admin: Person, callId: string | null): void {
  if (!canAppoint(admin, callId)) throw new PortalError('forbidden', 'Only an admin of the Call gives its roles.')
}

async function personOf(tx: Executor, { email, name }: Appointment): Promise<PersonRow> {
  const person =
    (await findByEmail(tx, email)) ?? (await createPerson(tx, { email, name })) ?? (await findByEmail(tx, email))
  return person!
}

/** Writes the role, or takes up one that had ended; false if the person has it. The unique index decides between two at once. */
async function insertRole(
  tx: Executor,
  { personId, role, callId, institution }: typeof roles.$inferInsert,
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into ${roles} (person_id, role, call_id, institution)
    values (${personId}, ${role}, ${callId ?? null}, ${institution ?? null})
    on conflict (person_id, role, coalesce(call_id, '00000000-0000-0000-0000-000000000000'::uuid), coalesce(institution, ''))
    do update set ended_at = null where ${roles}.ended_at is not null
    returning id`)
  return rows.length === 1
}

/** Keeps what a reviewer knows and takes on. What they accepted stays, as far as it is within the limit. */
export async function saveProfile(tx: Executor, callId: string, personId: string, profile: Profile): Promise<void> {
  await tx
    .insert(reviewers)
    .values({ callId, personId, ...profile })
    .onConflictDoUpdate({
      target: [reviewers.callId, reviewers.personId],
      set: { ...profile, accepts: sql`least(${reviewers.accepts}, excluded.most)` },
    })
}

type Given = { role: RoleName; institution: string | null }

/** Sends the invitation, or tells whoever has an account. */
export async function tell(
  tx: Executor,
  admin: Person,
  person: Pick<PersonRow, 'id' | 'email' | 'name' | 'emailVerifiedAt'>,
  call: Call | null,
  { role, institution }: Given,
): Promise<void> {
  const data = { name: person.name, role: roleInWords(role, call, institution), by: admin.name }
  if (person.emailVerifiedAt) {
    await notify(tx, person, { template: 'role-given', data: { ...data, url: '/work' }, path: '/work' })
    return
  }
  const token = await createToken(tx, 'accept-invitation', person.id)
  const url = absolute(`/invitation?token=${token}`)
  await queueMail(tx, { to: person.email, template: 'staff-invitation', data: { ...data, url } })
}

/** No mailbox can be flooded by invitations that are sent again. @throws PortalError 'too-many' */
export async function limitInvitations(executor: Executor, personId: string): Promise<void> {
  await limited(executor, LIMITS.mail, `staff-invitation ${personId}`)
}

/** The person's row, locked until the transaction ends. */
export async function lockPerson(tx: Executor, personId: string): Promise<PersonRow | null> {
  const [row] = await tx.select().from(people).where(sql`${people.id} = ${personId}`).for('no key update')
  return row ?? null
}
