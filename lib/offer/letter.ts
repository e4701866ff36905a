import type { Executor } from '@/db/client'
import { callOf, lastSubmission, loadApplication } from '@/lib/application/queries'
import { recordEvent } from '@/lib/audit/queries'
import { callById } from '@/lib/call/queries'
import { codeInWords } from '@/lib/decision/code'
import { PortalError } from '@/lib/errors'
import type { Person } from '@/lib/people/actor'
import { staffRole } from '@/lib/people/permissions'
import { settings } from '@/lib/settings'
import { instantInWords } from '@/lib/ui/instant'
import type { LetterContent } from './letter-pdf'
import { lastOffer } from './queries'
import { grantedBy } from './rules'

/** Where anybody checks a letter. */
export const verifyPath = (code: string) => `/verify-letter/${codeInWords(code)}`

/**
 * What the letter of the application's offer says, for its applicant and staff; that staff read it is recorded.
 * @throws PortalError 'not-found' if the person may not read it, or there is no offer that stands and is released.
 */
export async function openLetter(executor: Executor, person: Person, id: string): Promise<LetterContent> {
  return executor.transaction(async (tx) => {
    const application = await loadApplication(tx, person, id, 'download')
    const [call, offer, submission] = await Promise.all([
      callOf(tx, application),
      lastOffer(tx, id),
      lastSubmission(tx, id),
    ])
    const open = offer && application.resultsReleasedAt && (offer.state === 'made' || offer.state === 'accepted')
    if (!open || !submission) throw new PortalError('not-found', 'There is no letter of an offer on this application.')
    const { definition } = call
    const zone = definition.timeZone
    const { snapshot } = submission
    const track = definition.tracks.find(({ key }) => key === snapshot.track)
    const institution = definition.institutions.find(({ key }) => key === snapshot.institution)
    const later = offer.deferredTo ? await callById(tx, offer.deferredTo) : null
    if (person.id !== application.personId)
      await recordEvent(tx, {
        ...{ applicationId: id, actorId: person.id, actorRole: staffRole(person), type: 'offer-letter-read' },
      })
    return {
      title: call.title,
      funder: definition.funder,
      number: application.number!,
      applicant: snapshot.applicant.name,
      track: track?.name ?? snapshot.track,
      institution: institution?.name ?? null,
      issued: instantInWords(offer.issuedAt, zone),
      answer: offer.answeredAt
        ? `Accepted on ${instantInWords(offer.answeredAt, zone)}`
        : `To be accepted or declined by ${instantInWords(offer.answerBy!, zone)}`,
      intake: later?.title ?? null,
      granted: track ? grantedBy(definition, track) : [],
      conditions: offer.conditions.map(({ text, due }) => (due ? `${text}, by ${instantInWords(due, zone)}` : text)),
      code: codeInWords(offer.code),
      url: new URL(verifyPath(offer.code), settings().NEXTAUTH_URL).href,
    }
  })
}
