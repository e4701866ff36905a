import type { CallDefinition, References } from '@/lib/call/definition'
import type { Facts } from '@/lib/form/definition'
import { OVER, type State } from '@/lib/lifecycle/application'
import type { RequestKind, RequestState } from '@/lib/lifecycle/requests'

/** Pure rules of references: whom an applicant may name, what may be done with a request, and until when. */

/** Providers that ignore dots in a name, or that have a second domain. */
const DOTLESS = ['gmail.com', 'googlemail.com']

/**
 * An address without the parts that do not tell mailboxes apart: case, a part after '+', and the dots that Gmail
 * ignores. Two addresses of one mailbox become equal.
 */
export function mailboxOf(email: string): string {
  const [name = '', domain = ''] = splitAddress(email.trim().toLowerCase())
  const plain = name.split('+')[0]!
  if (!DOTLESS.includes(domain)) return `${plain}@${domain}`
  return `${plain.replaceAll('.', '')}@gmail.com`
}

function splitAddress(email: string): [string, string] {
  const at = email.lastIndexOf('@')
  return [email.slice(0, at), email.slice(at + 1)]
}

export type Named = { id: string; kind: RequestKind; mailbox: string; state: RequestState }

/**
 * Why this person cannot be named, as a sentence for the applicant; null if nothing is against it. `others` are the
 * current requests except the one to replace, `disowned` the mailboxes whose owners said that they are not meant.
 */
export function addressProblem(
  email: string,
  kind: RequestKind,
  applicantEmail: string,
  others: Named[],
  disowned: string[] = [],
): string | null {
  const mailbox = mailboxOf(email)
  if (mailbox === mailboxOf(applicantEmail))
    return 'This is your own address. Enter the address of the person who writes for you'
  if (disowned.includes(mailbox)) return 'The owner of this address told us that they are not the person you mean'
  if (kind !== 'referee') return null
  const same = others.some((other) => other.kind === 'referee' && other.mailbox === mailbox)
  return same ? 'Another referee of this application has this address. Each of them needs their own' : null
}

/** An agreement for another institution than the present choice: the applicant has to ask the supervisor again. */
export function isOutdated(
  request: { kind: RequestKind; state: RequestState; agreedFor: string | null },
  institution: string | null,
): boolean {
  return request.kind === 'supervisor' && request.state === 'received' && request.agreedFor !== institution
}

export const stands = (request: { state: RequestState }) => request.state !== 'replaced'

type Clock = { closesAt: Date; graceMinutes: number; letterGraceDays: number; correctBy?: Date | null }

/**
 * Letters are accepted until so many days after the application's closing, to the second; if it was returned for
 * correction, until the last day to correct it if that is later.
 */
export function lettersUntil({
  closesAt,
  letterGraceDays,
  correctBy,
}: Pick<Clock, 'closesAt' | 'letterGraceDays' | 'correctBy'>): Date {
  const from = Math.max(closesAt.getTime(), correctBy?.getTime() ?? 0)
  return new Date(from + letterGraceDays * 24 * 60 * 60 * 1000)
}

/** Whether letters are of use: 'over' once the application is final, 'closed' once the time is up. */
export function lettersFor(application: Clock & { state: State }, now: Date): 'open' | 'over' | 'closed' {
  const { state, closesAt, graceMinutes } = application
  const missed = state === 'draft' && now.getTime() > closesAt.getTime() + graceMinutes * 60_000
  if (missed || OVER.includes(state)) return 'over'
  return now <= lettersUntil(application) ? 'open' : 'closed'
}

/**
 * Whether the chosen kind of institution needs a host supervisor. Source: the Call's admission of UCAS and the CAS
 * institutes.
 */
export function needsSupervisor(definition: CallDefinition, facts: Facts): boolean {
  return definition.hosts.some((host) => host.key === facts.host && host.supervisorRequired)
}

/** The people still to name before submission, by the part of the page. Letters may come later. */
export function namingErrors(definition: CallDefinition, facts: Facts, named: RequestKind[]): Record<string, string> {
  const { references } = definition
  if (!references) return {}
  const errors: Record<string, string> = {}
  const referees = named.filter((kind) => kind === 'referee').length
  if (referees < references.min)
    errors.referees = `Referees: name ${references.min}${referees > 0 ? ` (${referees} so far)` : ''}`
  if (needsSupervisor(definition, facts) && !named.includes('supervisor'))
    errors.supervisor = 'Host supervisor: name the person who has agreed to host you'
  return errors
}

/** Whether a person is due a reminder: so many days after the last mail, so many times at the most. */
export function reminderDue(
  request: { state: RequestState; mailedAt: Date | null; reminders: number },
  { remindEveryDays, remindAtMost }: Pick<References, 'remindEveryDays' | 'remindAtMost'>,
  now: Date,
): boolean {
  const awaited = request.state === 'invited' || request.state === 'opened'
  if (!awaited || !request.mailedAt || request.reminders >= remindAtMost) return false
  return now.getTime() - request.mailedAt.getTime() >= remindEveryDays * 24 * 60 * 60 * 1000
}
