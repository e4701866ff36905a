import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { applications, assignments, conflicts, reviewers, reviews, roles } from '@/db/schema'
import { submitApplication } from '@/lib/applying/application/submit'
import type { Call } from '@/lib/call/call'
import type { AllAnswers } from '@/lib/form/definition'
import type { State } from '@/lib/lifecycle/application'
import type { Person, Role } from '@/lib/people/actor'
import { mastersAnswers, mastersDocuments, phdAnswers, phdDocuments } from './answers'
import { anApplicant, anApplication, withDocuments } from './applicant'

type Named = { name?: string; passwordHash?: string }

/** A person with these roles and a confirmed account; a reviewer with a load of `most`. */
export async function aStaffMember(
  given: Role[],
  { name = 'Staff', passwordHash }: Named = {},
  most = 20,
): Promise<Person> {
  const person = await anApplicant(name, passwordHash)
  for (const role of given) {
    const institution = role.role === 'officer' ? role.institution : null
    await db.insert(roles).values({ personId: person.id, role: role.role, callId: role.callId, institution })
    if (role.role === 'reviewer' && role.callId)
      await db.insert(reviewers).values({ callId: role.callId, personId: person.id, most })
  }
  return { ...person, roles: given }
}

type Wanted = Named & {
  track?: 'phd' | 'masters'
  institution?: string
  /** Its applicant submits it; a later state is set by hand. */
  state?: State
  /** Answers instead of the usual ones, by section. */
  answers?: AllAnswers
}

/** A complete, submitted application to the 2021 Call. */
export async function aSubmitted(
  call: Call,
  { track = 'phd', institution = 'ucas', state, name, passwordHash, answers }: Wanted = {},
): Promise<{ id: string; number: string; applicant: Person }> {
  const applicant = await anApplicant(name, passwordHash)
  const usual = track === 'phd' ? phdAnswers : mastersAnswers
  const given = { ...usual, choice: { ...usual.choice, institution }, ...answers }
  const id = await anApplication(applicant, call, given)
  await withDocuments(id, track === 'phd' ? phdDocuments : mastersDocuments)
  const number = await submitApplication(db, applicant, id, call)
  if (state)
    await db
      .update(applications)
      .set({ state, correctBy: new Date(Date.now() + 86_400_000) })
      .where(eq(applications.id, id))
  return { id, number, applicant }
}

/** Gives the application to the reviewer, released; `cleared`: the reviewer has declared no conflict. */
export async function assignTo(reviewer: Person, applicationId: string, cleared = true): Promise<string> {
  const id = randomUUID()
  const now = new Date()
  await db.insert(assignments).values({
    id,
    applicationId,
    personId: reviewer.id,
    origin: 'hand' as const,
    releasedAt: now,
    clearedAt: cleared ? now : null,
  })
  return id
}

/** The person has declared a conflict of interest with the application. */
export async function conflictOf(person: Person, applicationId: string): Promise<void> {
  await db.insert(conflicts).values({ applicationId, personId: person.id, declaredBy: person.id })
}

/** A submitted review for the assignment. */
export async function handInReview(assignmentId: string, total = 7): Promise<void> {
  await db.insert(reviews).values({ assignmentId, submittedAt: new Date(), total })
}
