import type { Letter } from '../render'

/** What every mail about an application names. `url` is a path on the portal or an absolute address. */
export type ApplicationMail = { number: string; callTitle: string; applicantName: string; url: string }

export function applicationSubmitted({ number, callTitle, applicantName, url }: ApplicationMail): Letter {
  return {
    subject: `Application ${number} received`,
    greeting: `Dear ${applicantName},`,
    body: [
      `We have received your application to ${callTitle}. Its number is ${number}: please give it whenever you write to us.`,
      'You can read what you submitted and follow its progress on the portal.',
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

const paragraphs = (text: string) => text.split(/\s*\n\s*/).filter((line) => line !== '')

/** The outcome of an eligibility check. `reason` is in the officer's words. */
type CheckedMail = ApplicationMail & { reason: string }

export function applicationEligible({ number, callTitle, applicantName, url }: CheckedMail): Letter {
  return {
    subject: `Application ${number} is eligible`,
    greeting: `Dear ${applicantName},`,
    body: [
      `Your application ${number} to ${callTitle} was checked and found eligible. It now goes to the reviewers. You do not need to do anything.`,
      { link: url, label: 'See my application' },
    ],
  }
}

export function applicationIneligible({ number, callTitle, applicantName, url, reason }: CheckedMail): Letter {
  return {
    subject: `Application ${number} is not eligible`,
    greeting: `Dear ${applicantName},`,
    body: [
      `Your application ${number} to ${callTitle} was checked. We are sorry: it is not eligible, and it will not be considered further. The reason:`,
      ...paragraphs(reason),
      { link: url, label: 'See my application' },
    ],
  }
}

/** `reason` says what was not corrected in time; it is empty if an officer starts again. */
export function applicationCheckedAgain({ number, callTitle, applicantName, url, reason }: CheckedMail): Letter {
  return {
    subject: `Application ${number} is being checked`,
    greeting: `Dear ${applicantName},`,
    body: [
      ...paragraphs(reason),
      `Your application ${number} to ${callTitle} is being checked as you last submitted it. Our earlier message about the check no longer counts. We will write to you when it is decided. You do not need to do anything.`,
      { link: url, label: 'See my application' },
    ],
  }
}

export function applicationReturned(mail: CheckedMail & { until: string }): Letter {
  return {
    subject: `Please correct your application ${mail.number}`,
    greeting: `Dear ${mail.applicantName},`,
    body: [
      `Your application ${mail.number} to ${mail.callTitle} was checked, and something needs your attention:`,
      ...paragraphs(mail.reason),
      `Please correct it and submit it again by ${mail.until}. If you do not, your earlier submission counts.`,
      { link: mail.url, label: 'Correct my application' },
    ],
  }
}
