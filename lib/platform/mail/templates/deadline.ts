import type { Letter } from '../render'

/** `closes` is the application's own closing, in words with its zone. */
type DeadlineMail = { applicantName: string; callTitle: string; closes: string; url: string }

export function deadlineExtended({ applicantName, callTitle, closes, url }: DeadlineMail): Letter {
  return {
    subject: `More time for your application: until ${closes}`,
    greeting: `Dear ${applicantName},`,
    body: [
      `The deadline of your application to ${callTitle} was moved. You can change and submit it until ${closes}.`,
      'Everything that you saved is still there.',
      { link: url, label: 'Go to my application' },
    ],
  }
}

/** `missing`: what is still to do, one entry per section; empty if the applicant only has to submit it. */
export function draftReminder(mail: DeadlineMail & { missing: string[]; preferencesUrl: string }): Letter {
  const { applicantName, callTitle, closes, url, missing, preferencesUrl } = mail
  return {
    subject: `Submit your application by ${closes}`,
    greeting: `Dear ${applicantName},`,
    body: [
      `Your application to ${callTitle} is a draft. It counts only if you submit it by ${closes}.`,
      missing.length > 0
        ? `Still to do: ${missing.join('; ')}.`
        : 'Every section is complete: check your answers and submit it.',
      { link: url, label: 'Go to my application' },
      { link: preferencesUrl, label: 'Stop these reminders, or choose which e-mails you get' },
    ],
  }
}
