import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { applications, letterFiles, people, referenceRequests } from '@/db/schema'
import { formContext, todayIn } from '@/lib/applying/application/form-context'
import { type Application, applicationOfLink, callOf } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import type { Answers, Section } from '@/lib/form/definition'
import { sectionFacts } from '@/lib/form/rules'
import { completeSchema } from '@/lib/form/schema'
import { OVER } from '@/lib/lifecycle/application'
import type { RequestState } from '@/lib/lifecycle/requests'
import type { LinkHolder } from '@/lib/people/actor'
import type { ReferenceRequest } from './queries'
import { lettersFor, lettersUntil } from './rules'

/** What the asked person sees: their one request, and what it is about. */
export type Asked = {
  request: ReferenceRequest
  application: Application
  call: Call
  applicant: { id: string; name: string; email: string }
  section: Section
  file: typeof letterFiles.$inferSelect | null
  /** Until when they can answer. */
  until: Date
}

/** The request of a link. `lock` locks its row, and its application against the applicant's changes. */
export async function loadAsked(executor: Executor, holder: LinkHolder, lock = false): Promise<Asked> {
  const application = await applicationOfLink(executor, holder, lock)
  const query = executor
    .select({
      request: referenceRequests,
      applicant: { id: people.id, name: people.name, email: people.email },
    })
    .from(referenceRequests)
    .innerJoin(applications, eq(applications.id, referenceRequests.applicationId))
    .innerJoin(people, eq(people.id, applications.personId))
    .where(eq(referenceRequests.id, holder.requestId))
  const [row] = lock ? await query.for('update', { of: referenceRequests }) : await query
  const [file] = await executor.select().from(letterFiles).where(eq(letterFiles.requestId, holder.requestId))
  const call = await callOf(executor, application)
  const { references } = call.definition
  if (!row || !references) throw new Error(`The request ${holder.requestId} went away.`)
  const section = row.request.kind === 'referee' ? references.letter : references.agreement
  return { ...row, application, call, section, file: file ?? null, until: lettersUntil(application) }
}

/** Whether the letter comes as a PDF file, by the answer to the section's question 'form'. */
export const asFile = (section: Section, answers: Answers) =>
  section.fields.some((field) => field.key === 'form') && answers.form === 'file'

/** What the form's rules need to know. */
export function answerContext({ call, section }: Pick<Asked, 'call' | 'section'>, answers: Answers) {
  const facts = sectionFacts(section, answers, () => undefined)
  return formContext(call.definition, facts, todayIn(call.definition.timeZone))
}

/** What is missing or wrong before it can be sent, by field; 'file' for a letter's PDF. */
export function answerErrors(asked: Pick<Asked, 'call' | 'section' | 'request' | 'file'>): Record<string, string> {
  const { section, request, file } = asked
  const result = completeSchema(section, answerContext(asked, request.answers)).safeParse(request.answers)
  const errors: Record<string, string> = {}
  for (const issue of result.error?.issues ?? []) errors[issue.path.join('.')] ??= issue.message
  if (asFile(section, request.answers) && !file) errors.file = 'Your letter: choose the PDF file'
  return errors
}

/** Whether the link still shows other candidates: its own request has not ended, and answers are accepted. */
export function seesCandidates({ request, application }: Asked): boolean {
  const ended = request.state === 'replaced' || request.state === 'wrong-person'
  return request.kind === 'supervisor' && !ended && lettersFor(application, new Date()) === 'open'
}

/** `open`: still waits for an answer. */
export type Candidate = { id: string; state: RequestState; applicantName: string; track: string | null; open: boolean }

/** The Call's other requests to the same mailbox, as a supervisor's list of candidates: only names and states. */
export async function otherCandidates(executor: Executor, asked: Asked): Promise<Candidate[]> {
  if (!seesCandidates(asked)) return []
  const { request, application } = asked
  const rows = await executor
    .select({
      id: referenceRequests.id,
      state: referenceRequests.state,
      applicantName: people.name,
      track: applications.track,
      applicationState: applications.state,
    })
    .from(referenceRequests)
    .innerJoin(applications, eq(applications.id, referenceRequests.applicationId))
    .innerJoin(people, eq(people.id, applications.personId))
    .where(
      and(
        eq(referenceRequests.mailbox, request.mailbox),
        eq(referenceRequests.kind, request.kind),
        eq(applications.callId, application.callId),
        ne(referenceRequests.id, request.id),
        inArray(referenceRequests.state, ['invited', 'opened', 'received', 'declined']),
      ),
    )
    .orderBy(asc(people.name), asc(referenceRequests.id))
  return rows.map(({ applicationState, ...row }) => ({
    ...row,
    open: ['invited', 'opened'].includes(row.state) && !OVER.includes(applicationState),
  }))
}
