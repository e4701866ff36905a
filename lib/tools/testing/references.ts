import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { messages } from '@/db/schema'
import { startApplication } from '@/lib/applying/application/queries'
import { sendAnswers } from '@/lib/applying/reference/answer'
import { invitePerson, namePerson } from '@/lib/applying/reference/ask'
import { loadAsked } from '@/lib/applying/reference/asked'
import type { ReferenceRequest } from '@/lib/applying/reference/queries'
import type { PersonInput } from '@/lib/applying/reference/schema'
import type { Call } from '@/lib/call/call'
import type { Answers } from '@/lib/form/definition'
import type { LinkHolder, Person } from '@/lib/people/actor'
import { holderOf } from '@/lib/people/personal-links'
import { findMessage } from '@/lib/platform/mail/queries'
import type { Template } from '@/lib/platform/mail/templates'
import { anApplicant } from './applicant'
import { lastWritten } from './as-written'

/** A client with an unknown network, as without a proxy. */
export const somewhere = { network: null, userAgent: null }

/** Complete answers of a referee who types the letter, and of a supervisor who agrees. */
export const letterAnswers: Answers = {
  knownSince: { month: '9', year: '2018' },
  knownHow: 'I supervised the thesis.',
  knowledge: '5',
  research: '4',
  independence: '4',
  diligence: '5',
  teamwork: '3',
  expression: 'unknown',
  form: 'typed',
  text: 'An exceptional student, whose work I have followed for years. '.repeat(5),
  verdict: 'strongly',
}
export const agreementAnswers: Answers = {
  institute: 'School of Physics',
  group: 'Soft matter',
  position: 'Professor',
  start: { month: '9', year: '2021' },
  conditions: '',
  agreed: 'yes',
}

export const aReferee = (email = `${randomUUID()}@university.example`): PersonInput => ({
  kind: 'referee',
  name: 'Professor Ada',
  email,
  position: 'Professor',
  institution: 'A university',
  country: 'KE',
  relation: 'Supervised my thesis',
})

export const theSupervisor = (email = `${randomUUID()}@ucas.example`): PersonInput => ({
  kind: 'supervisor',
  name: 'Li Wei',
  email,
})

/** An applicant with a draft to the Call and no named people. */
export async function aDraft(call: Call, name = 'Amina Okafor'): Promise<{ person: Person; id: string }> {
  const person = await anApplicant(name)
  return { person, id: await startApplication(db, person, call.id) }
}

/** An invited referee or supervisor, with the token of the link in the mail. */
export async function anInvited(
  { person, id }: { person: Person; id: string },
  input: PersonInput = aReferee(),
): Promise<{ request: ReferenceRequest; token: string; holder: LinkHolder }> {
  const request = await namePerson(db, person, id, input)
  await invitePerson(db, person, id, request.id)
  const token = await tokenIn('request-invitation', input.email)
  return { request, token, holder: (await holderOf(db, token, somewhere))! }
}

/** Sends the present answers, like a page just opened. */
export async function sendAsSeen(holder: LinkHolder, confidential = true): Promise<void> {
  const { request, file } = await loadAsked(db, holder)
  await sendAnswers(db, holder, { version: request.version, file: file?.sha256 ?? '' }, confidential)
}

/** The token in the newest mail of the template to the address. */
export async function tokenIn(template: Template, email: string): Promise<string> {
  const [row] = await db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.template, template), eq(messages.recipient, email)))
    .orderBy(desc(messages.queuedAt), lastWritten)
    .limit(1)
  const message = await findMessage(db, row!.id)
  return /\/r\/([\w-]+)/.exec(message!.text)![1]!
}

export async function mailsTo(email: string): Promise<string[]> {
  const rows = await db.select({ template: messages.template }).from(messages).where(eq(messages.recipient, email))
  return rows.map(({ template }) => template).sort()
}
