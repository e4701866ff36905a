import { randomUUID } from 'node:crypto'
import { db } from '@/db/client'
import { documents, people, referenceRequests } from '@/db/schema'
import { startApplication } from '@/lib/applying/application/queries'
import { saveSection } from '@/lib/applying/application/save'
import { mailboxOf } from '@/lib/applying/reference/rules'
import type { Call } from '@/lib/call/call'
import type { AllAnswers } from '@/lib/form/definition'
import type { Person } from '@/lib/people/actor'
import { type Asked, aSupervisor, twoReferees } from './answers'

/** An applicant with a confirmed account in the test's database. */
export async function anApplicant(name = 'Test Applicant', passwordHash?: string): Promise<Person> {
  const email = `${randomUUID()}@example.org`
  const [row] = await db
    .insert(people)
    .values({ email, name, passwordHash, emailVerifiedAt: new Date() })
    .returning({ id: people.id })
  return { kind: 'person', id: row!.id, sessionId: randomUUID(), email, name, emailVerified: true, roles: [] }
}

/** An application with its answers saved section by section, as the form does, and the people it names. */
export async function anApplication(
  person: Person,
  call: Call,
  answers: AllAnswers,
  asked: Asked[] = call.definition.references ? [...twoReferees, aSupervisor] : [],
): Promise<string> {
  const id = await startApplication(db, person, call.id)
  for (const [key, given] of Object.entries(answers)) {
    const result = await saveSection(db, person, id, call.definition, key, {
      answers: given ?? {},
      version: 0,
      writer: 'test-writer',
      seq: 1,
    })
    if (result.outcome !== 'saved') throw new Error(`${key} was not saved`)
  }
  for (const one of asked) {
    await db.insert(referenceRequests).values({ ...one, applicationId: id, mailbox: mailboxOf(one.email) })
  }
  return id
}

/** Rows of documents as an upload leaves them, without stored files. */
export async function withDocuments(applicationId: string, kinds: string[]): Promise<void> {
  for (const kind of kinds) {
    await db.insert(documents).values({
      applicationId,
      kind,
      filename: `${kind}.pdf`,
      type: 'application/pdf',
      size: 1000,
      pages: 1,
      sha256: '0'.repeat(64),
      storageKey: randomUUID(),
    })
  }
}
