import { desc, eq, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { messages, notifications } from '@/db/schema'
import { beginActing } from '@/lib/applying/acting/begin'
import { saveSection } from '@/lib/applying/application/save'
import type { Call } from '@/lib/call/call'
import type { Person, Role } from '@/lib/people/actor'
import { createSession } from '@/lib/people/queries'
import { phdAnswers } from './answers'
import { anApplicant, anApplication } from './applicant'
import { aStaffMember } from './staff'

/** A signed-in person with these roles. */
export async function signedIn(roles: Role[], name = 'Chen Yu'): Promise<Person> {
  const person = await aStaffMember(roles, { name })
  return { ...person, sessionId: await createSession(db, { personId: person.id, userAgent: 'test', seconds: 3600 }) }
}

/** The admin acts for the applicant from now on. */
export function actFor(admin: Person, applicationId: string): Promise<void> {
  return beginActing(db, admin, applicationId, { way: 'phone', reason: 'The upload fails.' })
}

/** Lets an hour pass for the admin who acts for the applicant; nothing has noticed it yet. */
export async function hourLater(applicationId: string): Promise<void> {
  await db.transaction(async (tx) => {
    // Without the trigger that protects it from changes.
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`update actings set began_at = began_at - interval '1 hour', ends_at = ends_at - interval '1 hour'
      where application_id = ${applicationId} and ended_at is null`)
  })
}

/** A draft whose applicant asks for help; the given admin, if any, acts for them. */
export async function aDraft(call: Call, admin?: Person): Promise<{ applicant: Person; id: string }> {
  const applicant = await anApplicant('Amina Okafor')
  const id = await anApplication(applicant, call, phdAnswers)
  if (admin) await actFor(admin, id)
  return { applicant, id }
}

/** Saves another language test, on a separate page. */
export function saveTest(call: Call, person: Person, id: string, test: string, version: number, writer = 'writer-a') {
  const answers = { ...phdAnswers.languages, test }
  return saveSection(db, person, id, call.definition, 'languages', { answers, version, writer, seq: 1 })
}

/** The last mail to the person. */
export async function lastMail(to: Person) {
  const [row] = await db
    .select({ subject: messages.subject, text: messages.text, template: messages.template })
    .from(notifications)
    .innerJoin(messages, eq(messages.id, notifications.messageId))
    .where(eq(notifications.personId, to.id))
    .orderBy(desc(notifications.createdAt))
    .limit(1)
  return row!
}
