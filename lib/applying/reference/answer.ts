import type { Database, Executor } from '@/db/client'
import { queueDossier } from '@/lib/applying/dossier/queries'
import { type SaveRequest, type SaveResult, settle } from '@/lib/form/save-request'
import { storedSchema } from '@/lib/form/schema'
import type { RequestAction } from '@/lib/lifecycle/requests'
import type { LinkHolder } from '@/lib/people/actor'
import { canAnswer } from '@/lib/people/permissions'
import { LIMITS, limited } from '@/lib/people/rate-limit'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { queueMail } from '@/lib/platform/mail/queries'
import type { RequestOutcome } from '@/lib/platform/mail/templates/reference'
import { notify } from '@/lib/platform/notification/queries'
import { PortalError } from '@/lib/shared/errors'
import { instantInWords } from '@/lib/shared/ui/instant'
import { type Asked, answerErrors, loadAsked, otherCandidates, seesCandidates } from './asked'
import { mailLink } from './mail'
import { type ReferenceRequest, updateRequest } from './queries'
import { lettersFor } from './rules'

/**
 * What a referee or supervisor does through the link. Each function is one transaction that locks the request's row.
 */

/** Begins to answer: the applicant sees 'opened' from then on. @throws PortalError 'closed', 'conflict' */
export async function openRequest(db: Database, holder: LinkHolder): Promise<void> {
  await answering(db, holder, 'open', 'opened', async (tx, asked) => {
    await updateRequest(tx, holder.requestId, { state: 'opened', openedAt: new Date() })
    await record(tx, asked, 'request-opened')
  })
}

/**
 * Saves the answers as typed, if nobody else has saved since their base version. Safe to repeat.
 * @throws PortalError 'invalid' (too long), 'closed' (too late), 'conflict' (sent already)
 */
export async function saveAnswers(db: Database, holder: LinkHolder, given: SaveRequest): Promise<SaveResult> {
  return db.transaction(async (tx) => {
    const asked = await loadAsked(tx, holder, true)
    requireAllowed(holder, 'save', asked)
    const answers = storedSchema(asked.section).safeParse(given.answers)
    if (!answers.success)
      throw new PortalError('invalid', answers.error.issues[0]?.message ?? 'These answers cannot be saved.')
    const { version, writer, seq, answers: stored, savedAt, id } = asked.request
    const newer = given.version === version || (given.writer === writer && seq < given.seq)
    if (!newer) return settle({ answers: stored, version, savedAt: savedAt ?? new Date() }, answers.data)
    const saved = { version: version + 1, savedAt: new Date() }
    await updateRequest(tx, id, { ...saved, answers: answers.data, writer: given.writer, seq: given.seq })
    return { outcome: 'saved', ...saved }
  })
}

/** What the person checked before sending: the version of the answers, and the SHA-256 of the file or ''. */
export type Looked = { version: number; file: string }

/**
 * Sends the letter or agreement as checked; from then on it cannot be changed.
 * @throws PortalError 'invalid' (not complete), 'closed', 'conflict' (sent already, or changed since the check)
 */
export async function sendAnswers(
  db: Database,
  holder: LinkHolder,
  looked: Looked,
  confidential: boolean,
): Promise<void> {
  await answering(db, holder, 'send', 'received', async (tx, asked) => {
    if (looked.version !== asked.request.version || looked.file !== (asked.file?.sha256 ?? ''))
      throw new PortalError(
        'conflict',
        'It was changed in another window meanwhile. Open this page again, check it, and send it then.',
      )
    const missing = Object.values(answerErrors(asked))
    if (missing.length > 0) throw new PortalError('invalid', `Not complete yet. ${missing.join('. ')}.`)
    const answeredAt = new Date()
    const agreedFor = asked.request.kind === 'supervisor' ? asked.application.institution : null
    await updateRequest(tx, holder.requestId, { state: 'received', answeredAt, confidential, agreedFor })
    await record(tx, asked, 'request-received')
    await queueDossier(tx, asked.application.id)
    const { kind, name, email } = asked.request
    const receivedAt = instantInWords(answeredAt, asked.call.definition.timeZone)
    const data = { kind, name, applicantName: asked.applicant.name, callTitle: asked.call.title, receivedAt }
    await queueMail(tx, { to: email, template: 'request-receipt', data })
    await tell(tx, asked, 'received')
  })
}

/** Declines, with a reason that the applicant sees. @throws PortalError 'closed', 'conflict' */
export async function declineRequest(db: Database, holder: LinkHolder, reason: string): Promise<void> {
  await answering(db, holder, 'decline', 'declined', async (tx, asked) => {
    await updateRequest(tx, holder.requestId, { state: 'declined', answeredAt: new Date(), reason: reason || null })
    await record(tx, asked, 'request-declined')
    await tell(tx, asked, 'declined')
  })
}

/** Takes a refusal back. @throws PortalError 'closed', 'conflict', 'too-many' */
export async function reconsiderRequest(db: Database, holder: LinkHolder): Promise<void> {
  await answering(db, holder, 'reconsider', 'opened', async (tx, asked) => {
    await limited(tx, LIMITS.reconsider, holder.requestId)
    const { openedAt } = asked.request
    const change = { state: 'opened' as const, openedAt: openedAt ?? new Date(), answeredAt: null, reason: null }
    await updateRequest(tx, holder.requestId, change)
    await record(tx, asked, 'request-reconsidered')
  })
}

/**
 * 'This is not me': the owner of this address is not the person meant, and the link shows nothing more. @throws
 * PortalError 'closed', 'conflict'
 */
export async function disownRequest(db: Database, holder: LinkHolder): Promise<void> {
  await answering(db, holder, 'disown', 'wrong-person', async (tx, asked) => {
    const at = new Date()
    await updateRequest(tx, holder.requestId, { state: 'wrong-person', answeredAt: at, disownedAt: at, reason: null })
    await record(tx, asked, 'request-wrong-person')
    await tell(tx, asked, 'wrong-person')
  })
}

/**
 * Mails a supervisor a new link to another of their candidates. The link goes only to the mailbox, so that a person who
 * was forwarded one link cannot answer for all. @throws PortalError 'not-found', 'too-many'
 */
export async function mailCandidate(db: Database, holder: LinkHolder, requestId: string): Promise<string> {
  return db.transaction(async (tx) => {
    const mine = await loadAsked(tx, holder)
    if (!seesCandidates(mine)) throw noSuchCandidate()
    const other = (await otherCandidates(tx, mine)).find(({ id, open }) => id === requestId && open)
    if (!other) throw noSuchCandidate()
    const asked = await loadAsked(tx, { kind: 'link', requestId }, true)
    if (!seesCandidates(asked)) throw noSuchCandidate()
    await limited(tx, LIMITS.invitation, `link ${requestId}`)
    await mailLink(tx, 'request-reminder', asked.request, aboutAsked(asked))
    return other.applicantName
  })
}

const noSuchCandidate = () => new PortalError('not-found', 'This candidate no longer needs an answer.')

export function aboutAsked({ application, call, applicant }: Asked) {
  const { id, callTitle, closesAt, letterGraceDays, correctBy } = application
  const applicantName = applicant.name
  return { id, callTitle, closesAt, letterGraceDays, correctBy, applicantName, timeZone: call.definition.timeZone }
}

/** Whether the holder may do this now. */
export function allowed(holder: LinkHolder, action: RequestAction, { request, application }: Asked): boolean {
  return canAnswer(holder, action, request) && lettersFor(application, new Date()) === 'open'
}

/** Runs `change` if the action is allowed; an action that already led to `to` counts as done. */
async function answering(
  db: Database,
  holder: LinkHolder,
  action: RequestAction,
  to: ReferenceRequest['state'],
  change: (tx: Executor, asked: Asked) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const asked = await loadAsked(tx, holder, true)
    if (asked.request.state === to) return
    requireAllowed(holder, action, asked)
    await change(tx, asked)
  })
}

function requireAllowed(holder: LinkHolder, action: RequestAction, asked: Asked): void {
  if (allowed(holder, action, asked)) return
  if (lettersFor(asked.application, new Date()) === 'closed') {
    const until = instantInWords(asked.until, asked.call.definition.timeZone)
    throw new PortalError(
      'closed',
      `The portal took answers until ${until}. It keeps the answers that you saved before.`,
    )
  }
  throw new PortalError('conflict', 'This is no longer possible. Open your link again to see where the request stands.')
}

/** Tells the applicant, who never sees more than this. */
async function tell(tx: Executor, { application, applicant, request, call }: Asked, outcome: RequestOutcome) {
  const section = call.definition.sections.find(({ kind }) => kind === 'references')
  const path = `/apply/${application.id}${section ? `/${section.key}` : ''}`
  const { kind, name } = request
  const data = { kind, outcome, name, applicantName: applicant.name, url: path }
  await notify(tx, applicant, { template: 'request-answered', data, path })
}

async function record(tx: Executor, { request }: Asked, type: string) {
  const { applicationId, kind, name, id } = request
  await recordEvent(tx, { applicationId, actorId: null, actorRole: kind, type, data: { request: id, kind, name } })
}
