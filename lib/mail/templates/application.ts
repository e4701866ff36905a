import type { Letter } from '../render'

/** What every letter on an application names. `url` is a path on the portal or an absolute address. */
export type ApplicationMail = { number: string; callTitle: string; applicantName: string; url: string }

export function applicationSubmitted({ number, callTitle, applicantName, url }: ApplicationMail): Letter {
  return {
    subject: `Application ${number} received`,
    greeting: `Dear ${applicantName},`,
    body: [
      `We have received your application to ${callTitle}. Its number is ${number}: please name it whenever you write to us.`,
      'You can read what you submitted, and follow what becomes of it, on the portal.',
      { link: url, label: 'See my application' },
    ],
  }
}

export function applicationWithdrawn({ number, callTitle, applicantName, url }: ApplicationMail): Letter {
  return {
    subject: `Application ${number} withdrawn`,
    greeting: `Dear ${applicantName},`,
    body: [
      `Your application ${number} to ${callTitle} has been withdrawn, as you asked. It will not be considered.`,
      'If you did not ask for this, please write to us at once.',
      { link: url, label: 'See my application' },
    ],
  }
}

export function applicationReopened({ number, callTitle, applicantName, url }: ApplicationMail): Letter {
  return {
    subject: `Application ${number} is open for changes again`,
    greeting: `Dear ${applicantName},`,
    body: [
      `Your application ${number} to ${callTitle} is open for changes again. It counts only after you submit it once more, before the deadline.`,
      { link: url, label: 'Go to my application' },
    ],
  }
}
