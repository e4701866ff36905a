import type { Letter } from '../render'
import type { ApplicationMail } from './application'

const see = (url: string) => ({ link: url, label: 'See my application' })

/** `answerBy`: with its time zone. */
export function resultAwarded(mail: ApplicationMail & { answerBy: string; conditions: string[] }): Letter {
  const { number, callTitle, applicantName, url, answerBy, conditions } = mail
  return {
    subject: `A scholarship is offered to you: application ${number}`,
    greeting: `Dear ${applicantName},`,
    body: [
      `Congratulations: on your application ${number}, you are offered a place of ${callTitle}.`,
      ...(conditions.length > 0 ? ['The offer depends on the following:', ...conditions] : []),
      `Please accept or decline it on the portal by ${answerBy}. After that the place goes to somebody else.`,
      { link: url, label: 'Answer the offer' },
    ],
  }
}

export function resultWaitingList({ number, callTitle, applicantName, url }: ApplicationMail): Letter {
  return {
    subject: `Application ${number} is on the waiting list`,
    greeting: `Dear ${applicantName},`,
    body: [
      `Your application ${number} to ${callTitle} is on the waiting list. If a place becomes free and it is your turn, we will write to you at once. You do not need to do anything.`,
      see(url),
    ],
  }
}

export function resultNotAwarded({ number, callTitle, applicantName, url }: ApplicationMail): Letter {
  return {
    subject: `The result of application ${number}`,
    greeting: `Dear ${applicantName},`,
    body: [
      `We are sorry: we cannot offer you a place of ${callTitle} on your application ${number}. There were more good applications than places. Thank you for the work that you put into it.`,
      see(url),
    ],
  }
}

export function offerAccepted({ number, callTitle, applicantName, url }: ApplicationMail): Letter {
  return {
    subject: `You accepted the scholarship: application ${number}`,
    greeting: `Dear ${applicantName},`,
    body: [
      `Thank you: you have accepted the place of ${callTitle} that was offered to you on your application ${number}. Your institution will write to you about what comes next.`,
      see(url),
    ],
  }
}

export function offerDeclined({ number, callTitle, applicantName, url }: ApplicationMail): Letter {
  return {
    subject: `You declined the scholarship: application ${number}`,
    greeting: `Dear ${applicantName},`,
    body: [
      `You have declined the place of ${callTitle} that was offered to you on your application ${number}. It now goes to somebody else.`,
      'If you did not do this, please write to us at once.',
      see(url),
    ],
  }
}

export function offerExpired({ number, callTitle, applicantName, url }: ApplicationMail): Letter {
  return {
    subject: `The offer on application ${number} has expired`,
    greeting: `Dear ${applicantName},`,
    body: [
      `You did not accept in time the place of ${callTitle} that was offered to you on your application ${number}, so it now goes to somebody else.`,
      see(url),
    ],
  }
}

export function enrolled({ number, callTitle, applicantName, url }: ApplicationMail): Letter {
  return {
    subject: `You are enrolled: application ${number}`,
    greeting: `Dear ${applicantName},`,
    body: [
      `Your institution has confirmed that you are enrolled with the scholarship of ${callTitle}, on your application ${number}. We wish you every success.`,
      see(url),
    ],
  }
}

type Proposed = { name: string; by: string; what: string; trackName: string; callTitle: string; url: string }

/** To the other admins, if a second one has to confirm. `what`: 'to revoke the offer on application …'. */
export function decisionProposed({ name, by, what, trackName, callTitle, url }: Proposed): Letter {
  return {
    subject: `${trackName}: a decision waits for a second admin`,
    greeting: `Dear ${name},`,
    body: [
      `${by} proposes ${what} (${trackName}, ${callTitle}). Nothing changes until another admin has looked at it and confirms it.`,
      { link: url, label: 'See what is proposed' },
    ],
  }
}

/** To admins, if the Call wants a promotion from the waiting list confirmed. */
export function promotionWaiting(mail: { name: string; trackName: string; callTitle: string; url: string }): Letter {
  return {
    subject: `${mail.trackName}: a free place waits for your confirmation`,
    greeting: `Dear ${mail.name},`,
    body: [
      `A place of ${mail.trackName}, ${mail.callTitle}, is free, and somebody is next on the waiting list. It goes to them once an admin confirms it.`,
      { link: mail.url, label: 'See the waiting list' },
    ],
  }
}
