import type { Database, Executor } from '@/db/client'
import { callOf, lastSubmission, loadApplication } from '@/lib/applying/application/queries'
import { codeInWords } from '@/lib/awarding/decision/code'
import type { Person } from '@/lib/people/actor'
import { staffRole } from '@/lib/people/permissions'
import { callById } from '@/lib/platform/call-store/queries'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { settings } from '@/lib/shared/settings'
import { instantInWords } from '@/lib/shared/ui/instant'
import { basisOf, issuedLetter, keepLetter } from './edition'
import { type LetterContent, renderLetter } from './letter-pdf'
import { lastOffer, type Offer } from './queries'
import { grantedBy } from './rules'
import { termsOf } from './terms'

/** The address where anybody checks a letter. */
export const verifyPath = (code: string) => `/verify-letter/${codeInWords(code)}`

const noLetter = () => new PortalError('not-found', 'This application has no offer letter.')

/**
 * The letter of the application's offer, for its applicant and staff: made at the first request, and the same file each
 * time. It records each reading by staff.
 * @throws PortalError 'not-found' if the person may not read it, or there is no valid, released offer.
 */
export async function letterFor(
  db: Database,
  person: Person,
  id: string,
): Promise<{ number: string; file: Buffer; sha256: string }> {
  const { content, offerId, basis } = await openLetter(db, person, id)
  const { number } = content
  const issued = await issuedLetter(db, offerId, basis)
  if (issued) return { number, ...issued }
  await keepLetter(db, offerId, basis, await renderLetter(content))
  const kept = await issuedLetter(db, offerId, basis)
  if (!kept) throw noLetter()
  return { number, ...kept }
}

/** The content of a letter, and its edition; `reads`: whether to record a reading by staff. @throws as `letterFor` */
export async function openLetter(
  executor: Executor,
  person: Person,
  id: string,
  reads = true,
): Promise<{ content: LetterContent; offerId: string; basis: string }> {
  return executor.transaction(async (tx) => {
    const application = await loadApplication(tx, person, id, 'download')
    // Checks the right first: the time of a refusal must not reveal whether there is an offer.
    if (!application.resultsReleasedAt || application.erasedAt) throw noLetter()
    const [call, offer, submission] = await Promise.all([
      callOf(tx, application),
      lastOffer(tx, id),
      lastSubmission(tx, id),
    ])
    const open = offer && (offer.state === 'made' || offer.state === 'accepted')
    if (!open || !submission) throw noLetter()
    const terms = await termsOf(tx, call, offer)
    const { snapshot } = submission
    const track = terms.tracks.find(({ key }) => key === snapshot.track)
    const institution = terms.institutions.find(({ key }) => key === snapshot.institution)
    const later = offer.deferredTo ? await callById(tx, offer.deferredTo) : null
    if (reads && person.id !== application.personId)
      await recordEvent(tx, {
        applicationId: id,
        actorId: person.id,
        actorRole: staffRole(person),
        type: 'offer-letter-read',
      })
    const content = {
      title: terms.title,
      funder: terms.funder,
      number: application.number!,
      applicant: snapshot.applicant.name,
      track: track?.name ?? snapshot.track,
      institution: institution?.name ?? null,
      ...datesOf(offer, terms.timeZone),
      intake: later?.title ?? null,
      granted: track ? grantedBy(terms, track) : [],
      code: codeInWords(offer.code),
      url: new URL(verifyPath(offer.code), settings().NEXTAUTH_URL).href,
    }
    return { content, offerId: offer.id, basis: basisOf(offer) }
  })
}

/** The parts of a letter in the time zone of its Call. */
function datesOf({ issuedAt, answeredAt, answerBy, conditions }: Offer, zone: string) {
  return {
    issued: instantInWords(issuedAt, zone),
    answer: answeredAt
      ? `Accepted on ${instantInWords(answeredAt, zone)}`
      : `To be accepted or declined by ${instantInWords(answerBy!, zone)}`,
    conditions: conditions.map(({ text, due }) => (due ? `${text}, by ${instantInWords(due, zone)}` : text)),
  }
}
