import type { Database, Executor } from '@/db/client'
import { type ChangedBy, changedBy } from '@/lib/applying/acting/record-changes'
import { isEditable } from '@/lib/applying/application/editable'
import { type Application, callOf, type KnownApplication, loadApplication } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import { requestAllows } from '@/lib/lifecycle/requests'
import type { Person } from '@/lib/people/actor'
import { findPerson } from '@/lib/people/queries'
import { LIMITS, limited, take } from '@/lib/people/rate-limit'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { type About, mailEnded, mailLink } from './mail'
import {
  deleteRequest,
  disownedMailboxes,
  insertRequest,
  lockRequest,
  type ReferenceRequest,
  standingRequests,
  updateRequest,
} from './queries'
import { addressProblem, isOutdated, lettersFor, mailboxOf, needsSupervisor } from './rules'
import type { PersonInput } from './schema'

/**
 * What an applicant does about referees and the host supervisor. Each function is one transaction that locks the
 * application's row.
 */

/** A refused address, for the field where it was typed. */
export class AddressProblem extends PortalError {
  constructor(message: string) {
    super('invalid', message)
  }
}

/**
 * Names a referee or the supervisor. With `replaces`, changes the details of that one, and keeps links and draft;
 * another mailbox means another person, who replaces the former one and gets an invitation if that one had.
 * @throws PortalError 'not-found', 'forbidden', 'closed' (too late for letters), 'conflict' (the letter is in),
 * 'invalid' (as many as the Call takes), AddressProblem
 */
export async function namePerson(
  db: Database,
  person: Person,
  applicationId: string,
  input: PersonInput,
  replaces?: string,
): Promise<ReferenceRequest> {
  return asking(db, person, applicationId, async (tx, { application, call, about, by, applicant }) => {
    const former = replaces ? await standing(tx, application, replaces) : null
    if (former && former.kind !== input.kind) throw noSuchRequest()
    const others = (await standingRequests(tx, applicationId)).filter(({ id }) => id !== former?.id)
    const disowned = await disownedMailboxes(tx, applicationId)
    const problem = addressProblem(input.email, input.kind, applicant.email, others, disowned)
    if (problem) throw new AddressProblem(problem)
    const mailbox = mailboxOf(input.email)
    if (by.actorRole === 'admin' && mailbox === mailboxOf(person.email))
      throw new AddressProblem('This is your own address. You act for the applicant, so you cannot be named yourself')
    if (former?.mailbox === mailbox && former.state !== 'received') {
      await updateRequest(tx, former.id, input)
      return { ...former, ...input }
    }
    if (!former) requireRoom(call, input.kind, others)
    if (former) await end(tx, former, about)
    const request = await insertRequest(tx, { ...input, applicationId, mailbox })
    const more = former ? { former: former.name } : {}
    await record(tx, by, request, former ? 'request-replaced' : 'request-named', more)
    if (former && former.state !== 'named') await invite(tx, by, application, request, about)
    return request
  })
}

/** Removes a person, as long as the application can be changed. @throws as `namePerson` */
export async function removePerson(
  db: Database,
  person: Person,
  applicationId: string,
  requestId: string,
): Promise<void> {
  await asking(db, person, applicationId, async (tx, { application, about, by }) => {
    const request = await standing(tx, application, requestId)
    if (!isEditable(application))
      throw new PortalError(
        'forbidden',
        'The application was submitted. You can name another person in this one’s place.',
      )
    await end(tx, request, about)
    await record(tx, by, request, 'request-removed')
  })
}

/**
 * Sends the invitation; `again`, to a person who already has one. A second click does nothing.
 * @throws as `namePerson`, 'too-many'
 */
export async function invitePerson(
  db: Database,
  person: Person,
  applicationId: string,
  requestId: string,
  again = false,
): Promise<void> {
  await asking(db, person, applicationId, async (tx, { application, about, by }) => {
    const request = await lockRequest(tx, applicationId, requestId)
    if (!request || request.state === 'replaced') throw noSuchRequest()
    if (!again && requestAllows('invite', request.state)) return invite(tx, by, application, request, about)
    if (!again && request.invitedAt) return
    requireAllowed(requestAllows('resend', request.state), request)
    await limitMails(tx, application, request)
    await mailLink(tx, 'request-invitation', request, about)
    await record(tx, by, request, 'request-resent')
  })
}

/** Invites everybody who was named and not invited yet; returns how many. @throws as `namePerson` */
export async function inviteAll(db: Database, person: Person, applicationId: string): Promise<number> {
  return asking(db, person, applicationId, (tx, asked) => inviteAllNamed(tx, asked))
}

/**
 * The same within a transaction that locks the application's row: a submission invites the people who were not invited
 * before. Leaves out a supervisor whom the chosen institution does not need; no limit of mails stops a submission.
 */
export async function inviteNamed(
  tx: Executor,
  person: Person,
  application: KnownApplication,
  call: Call,
): Promise<number> {
  return inviteAllNamed(tx, await askingOf(tx, person, application, call))
}

async function inviteAllNamed(tx: Executor, { application, call, about, by }: Asking): Promise<number> {
  const host = call.definition.institutions.find(({ key }) => key === application.institution)?.host
  const hosted = needsSupervisor(call.definition, { host })
  const named = (await standingRequests(tx, application.id)).filter(
    ({ kind, state }) => requestAllows('invite', state) && (kind === 'referee' || hosted),
  )
  for (const request of named) await invite(tx, by, application, request, about, false)
  return named.length
}

/** What the mails of the application's requests name. */
function aboutOf(application: Application, call: Call, applicant: Applicant): About {
  const { id, callTitle, closesAt, letterGraceDays, correctBy } = application
  const applicantName = applicant.name
  return { id, callTitle, closesAt, letterGraceDays, correctBy, applicantName, timeZone: call.definition.timeZone }
}

type Applicant = { name: string; email: string }
/** `by`: who asks, in which role, for the record. It always concerns the applicant. */
type Asking = { application: Application; call: Call; about: About; by: ChangedBy; applicant: Applicant }

async function askingOf(tx: Executor, person: Person, application: KnownApplication, call: Call): Promise<Asking> {
  const applicant = person.id === application.personId ? person : (await findPerson(tx, application.personId))!
  const about = aboutOf(application, call, applicant)
  return { application, call, about, by: changedBy(person, application), applicant }
}

async function asking<T>(
  db: Database,
  person: Person,
  applicationId: string,
  work: (tx: Executor, asking: Asking) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    const application = await loadApplication(tx, person, applicationId, 'ask-references', true)
    const call = await callOf(tx, application)
    if (lettersFor(application, new Date()) !== 'open')
      throw new PortalError('closed', 'It is too late for letters, so you cannot name or invite anybody now.')
    return work(tx, await askingOf(tx, person, application, call))
  })
}

const noSuchRequest = () => new PortalError('not-found', 'This person is no longer named in your application.')

/** The request, to change or end. The applicant may ask again for an agreement for another institution. */
async function standing(tx: Executor, application: Application, requestId: string): Promise<ReferenceRequest> {
  const request = await lockRequest(tx, application.id, requestId)
  if (!request || request.state === 'replaced') throw noSuchRequest()
  requireAllowed(requestAllows('replace', request.state) || isOutdated(request, application.institution), request)
  return request
}

function requireAllowed(allowed: boolean, request: ReferenceRequest): void {
  if (allowed) return
  const said = { received: 'has answered already', declined: 'has declined', 'wrong-person': 'has another address' }
  const why = said[request.state as keyof typeof said] ?? 'is not asked any more'
  throw new PortalError('conflict', `This is not possible: ${request.name} ${why}.`)
}

function requireRoom(call: Call, kind: ReferenceRequest['kind'], others: ReferenceRequest[]): void {
  const most = kind === 'supervisor' ? 1 : (call.definition.references?.max ?? 0)
  if (others.filter((other) => other.kind === kind).length < most) return
  const message =
    kind === 'supervisor'
      ? 'A host supervisor is named already. Change that one instead.'
      : `There are ${most} referees already. Change one of them instead.`
  throw new PortalError('invalid', message)
}

/** Deletes a request that nobody has heard of; any other stays in its final state. */
async function end(tx: Executor, request: ReferenceRequest, about: About): Promise<void> {
  if (request.state === 'named') return deleteRequest(tx, request.id)
  await updateRequest(tx, request.id, { state: 'replaced', endedAt: new Date() })
  const waits = request.state === 'invited' || request.state === 'opened'
  // Over the limit it sends nothing and gives no error.
  if (waits && (await take(tx, LIMITS.invitation, mailboxIn(request))) === 0) await mailEnded(tx, request, about)
}

async function invite(
  tx: Executor,
  by: ChangedBy,
  application: Application,
  request: ReferenceRequest,
  about: About,
  limit = true,
): Promise<void> {
  if (limit) await limitMails(tx, application, request)
  await updateRequest(tx, request.id, { state: 'invited', invitedAt: new Date() })
  await mailLink(tx, 'request-invitation', request, about)
  await record(tx, by, request, 'request-invited')
}

const mailboxIn = ({ applicationId, mailbox }: ReferenceRequest) => `${applicationId} ${mailbox}`

/** Limits mails to one mailbox, both from one application under many names and from many applications. */
async function limitMails(tx: Executor, application: Application, request: ReferenceRequest): Promise<void> {
  await limited(tx, LIMITS.invitation, mailboxIn(request))
  await limited(tx, LIMITS.invitations, application.id)
  await limited(tx, LIMITS.invitedMailbox, request.mailbox)
}

async function record(
  tx: Executor,
  { actorId, actorRole, acting }: ChangedBy,
  { applicationId, kind, name, id }: ReferenceRequest,
  type: string,
  more: Record<string, unknown> = {},
): Promise<void> {
  const data = { request: id, kind, name, ...more, ...acting }
  await recordEvent(tx, { applicationId, actorId, actorRole, type, data })
}
