import { randomUUID } from 'node:crypto'
import type { Person, Role } from '@/lib/people/actor'
import { cookieOf, portal } from './applicant'

/** Everybody who may come near an application, each with a session, without a browser. */
export const CAST = [
  'nobody',
  'owner',
  'applicant',
  'officer',
  'other officer',
  'conflicted officer',
  'reviewer',
  'reviewer who has not declared',
  'reviewer who has handed in',
  'conflicted reviewer',
  'other reviewer',
  'former reviewer',
  'chief',
  'conflicted chief',
  'admin',
  'conflicted admin',
] as const
export type Player = (typeof CAST)[number]
export type Cast = Record<Player, { person: Person | null; cookie: string }>

/** What the tests of one application know: the institution `host`, a document, under review. */
export type Scene = {
  id: string
  document: string
  assignments: Record<string, string>
  cast: Cast
  callId: string
  message: string
  /** Of the reviewer with a submitted review. */
  comment: string
  /** Marks of the application or its applicant only: the name, the address, the number. */
  marks: string[]
}

/** An application under review at `host`, and the whole cast around it. */
export async function aScene(host: string, otherHost: string): Promise<Scene> {
  const { db, findCall, aStaffMember, aSubmitted, assignTo, anApplicant, conflictOf, handInReview } = await portal()
  const call = (await findCall(db, '2021'))!
  const name = `Owner ${randomUUID().slice(0, 8)}`
  const { id, number, applicant } = await aSubmitted(call, { institution: host, state: 'under-review', name })
  const callId = call.id
  const officer: Role = { role: 'officer', callId, institution: host }
  const reviewer: Role = { role: 'reviewer', callId }
  const chief: Role = { role: 'chief', callId }
  const admin: Role = { role: 'admin', callId: null }
  const people: Record<Player, Person | null> = {
    nobody: null,
    owner: applicant,
    applicant: await anApplicant('Another Applicant'),
    officer: await aStaffMember([officer]),
    'other officer': await aStaffMember([{ ...officer, institution: otherHost }]),
    'conflicted officer': await aStaffMember([officer]),
    reviewer: await aStaffMember([reviewer]),
    'reviewer who has not declared': await aStaffMember([reviewer]),
    'reviewer who has handed in': await aStaffMember([reviewer]),
    'conflicted reviewer': await aStaffMember([reviewer]),
    'other reviewer': await aStaffMember([reviewer]),
    'former reviewer': await aStaffMember([reviewer]),
    chief: await aStaffMember([chief]),
    'conflicted chief': await aStaffMember([chief]),
    admin: await aStaffMember([admin]),
    'conflicted admin': await aStaffMember([admin]),
  }
  const assignments = {
    reviewer: await assignTo(people.reviewer!, id),
    undeclared: await assignTo(people['reviewer who has not declared']!, id, false),
    done: await assignTo(people['reviewer who has handed in']!, id),
    conflicted: await assignTo(people['conflicted reviewer']!, id),
    former: await assignTo(people['former reviewer']!, id),
  }
  await handInReview(assignments.done)
  const { typeReview } = await import('@/lib/tools/testing/reviewing')
  await typeReview(call, people.reviewer!, id, 7)
  for (const player of CAST.filter((name) => name.startsWith('conflicted'))) await conflictOf(people[player]!, id)
  const { documents, messages, reviewComments, roles } = await import('@/db/schema')
  const [comment] = await db
    .insert(reviewComments)
    .values({ applicationId: id, personId: people['reviewer who has handed in']!.id, text: 'A comment' })
    .returning({ id: reviewComments.id })
  const { and, eq } = await import('drizzle-orm')
  await db.update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, people['former reviewer']!.id))
  const [document] = await db
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.applicationId, id), eq(documents.kind, 'proposal')))
  const [message] = await db
    .insert(messages)
    .values({
      recipient: `${id}@example.org`,
      template: 'reset-password',
      subject: 'A failed message',
      text: '',
      html: '',
      state: 'failed',
      error: 'refused',
      attemptedAt: new Date(),
    })
    .returning({ id: messages.id })
  const entries = await Promise.all(
    CAST.map(async (name) => [name, { person: people[name], cookie: await cookieOf(people[name]) }] as const),
  )
  return {
    id,
    document: document!.id,
    assignments,
    cast: Object.fromEntries(entries) as Cast,
    callId,
    message: message!.id,
    comment: comment!.id,
    marks: [name, applicant.email, number],
  }
}
