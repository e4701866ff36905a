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
      `A place of ${callTitle} is offered to you on your application ${number}, and it waits for your answer: ${left}.`,
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
      `The place of ${callTitle} that is offered to you on your application ${number} depends on this, too:`,
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

/** To an officer of the institution. */
export function offerAnswered(mail: {
  name: string
  number: string
  callTitle: string
  accepted: boolean
  url: string
}): Letter {
  const { name, number, callTitle, accepted, url } = mail
  return {
    subject: `Offer ${accepted ? 'accepted' : 'declined'}: application ${number}`,
    greeting: `Dear ${name},`,
    body: [
      accepted
        ? `The place of ${callTitle} that was offered on application ${number} was accepted. Once its conditions are met and the student has come, please confirm the enrolment on the portal.`
        : `The place of ${callTitle} that was offered on application ${number} was declined.`,
      see(url),
    ],
  }
}
