import type { Letter } from '../render'
import type { ApplicationMail } from './application'

const see = (url: string) => ({ link: url, label: 'See the offer' })

/** `answerBy`: with its time zone; `days`: how many are left. */
export function offerReminder(mail: ApplicationMail & { answerBy: string; days: number }): Letter {
  const { number, callTitle, applicantName, url, answerBy, days } = mail
  const left = days === 1 ? 'less than a day is left' : `less than ${days} days are left`
  return {
    subject: `Answer your offer: ${left}`,
    greeting: `Dear ${applicantName},`,
    body: [
      `You are offered a place of ${callTitle} on your application ${number}. Please answer soon: ${left}.`,
      `Please accept or decline it by ${answerBy}. After that the place goes to somebody else.`,
      { link: url, label: 'Answer the offer' },
    ],
  }
}

/** `condition`: with its date. */
export function offerCondition(mail: ApplicationMail & { condition: string }): Letter {
  const { number, callTitle, applicantName, url, condition } = mail
  return {
    subject: `A condition was added to your offer: application ${number}`,
    greeting: `Dear ${applicantName},`,
    body: [
      `The place of ${callTitle} that is offered to you on your application ${number} also depends on this:`,
      condition,
      'Please read the offer again before you answer it.',
      see(url),
    ],
  }
}

/** `toTitle`: the later Call. */
export function offerDeferred(mail: ApplicationMail & { toTitle: string }): Letter {
  const { number, callTitle, applicantName, url, toTitle } = mail
  return {
    subject: `Your place was moved to ${toTitle.slice(0, 50)}`,
    greeting: `Dear ${applicantName},`,
    body: [
      `The place of ${callTitle} that you accepted on your application ${number} was moved to the intake of ${toTitle}. It is kept for you there.`,
      see(url),
    ],
  }
}

/** The outcome of an offer, in words for the institution. */
export type OfferOutcome = 'accepted' | 'declined' | 'expired' | 'withdrawn' | 'revoked'

const OUTCOMES: Record<OfferOutcome, { subject: string; became: string }> = {
  accepted: {
    subject: 'Offer accepted',
    became:
      'was accepted. Once its conditions are met and the student has come, please confirm the enrolment on the portal',
  },
  declined: { subject: 'Offer declined', became: 'was declined' },
  expired: { subject: 'Offer not answered in time', became: 'was not answered in time, so it is over' },
  withdrawn: { subject: 'Application with an offer withdrawn', became: 'is given up: the application was withdrawn' },
  revoked: { subject: 'Offer revoked', became: 'was revoked by the funder, so it is over' },
}

/** To an officer of the institution. */
export function offerAnswered(mail: {
  name: string
  number: string
  callTitle: string
  outcome: OfferOutcome
  url: string
}): Letter {
  const { name, number, callTitle, outcome, url } = mail
  const { subject, became } = OUTCOMES[outcome]
  return {
    subject: `${subject}: application ${number}`,
    greeting: `Dear ${name},`,
    body: [`The place of ${callTitle} that was offered on application ${number} ${became}.`, see(url)],
  }
}

/** To the applicant; `reason`: in an admin's words. */
export function offerRevoked({ number, callTitle, applicantName, url, reason }: ApplicationMail & { reason: string }) {
  return {
    subject: `Your offer was revoked: application ${number}`,
    greeting: `Dear ${applicantName},`,
    body: [
      `The place of ${callTitle} that was offered to you on your application ${number} was revoked. The offer and its letter are not valid any more. The reason:`,
      reason,
      'If you think that this is a mistake, please write to the funder or to your host institution at once.',
      see(url),
    ],
  } satisfies Letter
}
