import { sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { beginActing } from '@/lib/acting/begin'
import type { Person, Role } from '@/lib/people/actor'
import { createSession } from '@/lib/people/queries'
import { aStaffMember } from './staff'

/** Somebody with these roles who is signed in. */
export async function signedIn(roles: Role[], name = 'Chen Yu'): Promise<Person> {
  const person = await aStaffMember(roles, { name })
  return { ...person, sessionId: await createSession(db, { personId: person.id, userAgent: 'test', seconds: 3600 }) }
}

/** The admin acts for the applicant from now on. */
export function actFor(admin: Person, applicationId: string): Promise<void> {
  return beginActing(db, admin, applicationId, { way: 'phone', reason: 'The upload fails.' })
}

/** An hour goes by for whoever acts for the applicant; nothing else has looked at it yet. */
export async function hourLater(applicationId: string): Promise<void> {
  await db.transaction(async (tx) => {
    // Without the trigger that keeps it from being changed.
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`update actings set began_at = began_at - interval '1 hour', ends_at = ends_at - interval '1 hour'
      where application_id = ${applicationId} and ended_at is null`)
  })
}
