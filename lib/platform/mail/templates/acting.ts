import type { Letter } from '../render'

type ActingMail = { applicantName: string; byName: string; funder: string; callTitle: string; url: string }

/** `way`: how the applicant asked for help, such as 'by telephone'; `until`: with its zone. */
export function actingBegan(mail: ActingMail & { way: string; reason: string; until: string }): Letter {
  const { applicantName, byName, funder, callTitle, url, way, reason, until } = mail
  return {
    subject: 'Somebody can now help with your application, as you asked',
    greeting: `Dear ${applicantName},`,
    body: [
      `${byName} (${funder}) has opened your application to ${callTitle} to help you with it. You asked for it ${way}.`,
      `What it is about: ${reason}`,
      `Until ${until} at the latest they can read it, fill it in, add and remove documents, and name your referees and supervisor. They cannot submit or withdraw it, and they cannot change your account. Afterwards we tell you what they changed.`,
      'If you did not ask for this, end it at once:',
      { link: url, label: 'See who is helping, or end it' },
    ],
  }
}

/** `how`: how it ended; `changes`: what changed, one entry each. */
export function actingEnded(mail: ActingMail & { how: string; changes: string[] }): Letter {
  const { applicantName, byName, funder, callTitle, url, how, changes } = mail
  return {
    subject: 'The help with your application has ended',
    greeting: `Dear ${applicantName},`,
    body: [
      `${byName} (${funder}) no longer has access to your application to ${callTitle} (${how}).`,
      ...(changes.length > 0
        ? ['They changed this for you:', ...changes.map((change) => `– ${change}`)]
        : ['They changed nothing.']),
      ...(changes.length > 0 ? ['Please check these before you submit.'] : []),
      { link: url, label: 'See what was done for you' },
    ],
  }
}
