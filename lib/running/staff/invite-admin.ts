import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { people, roles } from '@/db/schema'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { appointAll, lockPerson } from './give-role'
import type { Appointment } from './schema'
import { tell } from './tell'

/** The sender's name: no person of the portal exists yet. */
const OPERATOR = { name: 'The operators of the portal' }

/**
 * Makes a person an admin of all Calls for the portal's operator, who has its database and needs no admin: the first
 * admin, or one when no other can sign in. A person without an account gets a link by mail, again until they accept; a
 * person with an account gets a notice.
 * @throws PortalError 'conflict' if they are such an admin already and can sign in.
 */
export async function inviteAdmin(
  db: Database,
  { name, email }: Pick<Appointment, 'name' | 'email'>,
): Promise<'invited' | 'again'> {
  return db.transaction(async (tx) => {
    const waiting = await whoHasNotAccepted(tx, email)
    if (waiting) {
      const person = (await lockPerson(tx, waiting))!
      if (!person.emailVerifiedAt) {
        await tell(tx, OPERATOR, person, null, { role: 'admin', institution: null })
        await record(tx, 'invitation-resent', person.id)
        return 'again'
      }
    }
    const [person] = await appointAll(tx, OPERATOR.name, null, [
      { role: 'admin', name, email, institution: null, profile: null },
    ])
    await record(tx, 'role-given', person!)
    return 'invited'
  })
}

async function whoHasNotAccepted(tx: Executor, email: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: people.id })
    .from(people)
    .innerJoin(roles, eq(roles.personId, people.id))
    .where(
      and(
        sql`lower(${people.email}) = lower(${email})`,
        isNull(people.emailVerifiedAt),
        eq(roles.role, 'admin'),
        isNull(roles.callId),
        isNull(roles.endedAt),
      ),
    )
  return row?.id ?? null
}

const record = (tx: Executor, type: string, person: string) =>
  recordEvent(tx, {
    applicationId: null,
    actorId: null,
    actorRole: 'system',
    type,
    data: { person, role: 'admin', call: null, institution: null },
  })
