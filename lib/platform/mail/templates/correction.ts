import type { Letter } from '../render'
import type { ApplicationMail } from './application'

/** To the applicant, before the time to correct a returned application ends. */
export function correctionReminder(mail: ApplicationMail & { until: string }): Letter {
  const { number, callTitle, applicantName, url, until } = mail
  return {
    subject: `Correct your application ${number} soon`,
    greeting: `Dear ${applicantName},`,
    body: [
      `Your application ${number} to ${callTitle} was returned to you, and you have not submitted it again yet. You can correct it until ${until}. If you do not, your earlier submission counts.`,
      { link: url, label: 'Correct my application' },
    ],
  }
}

/** To the officers of the institution that returned it. */
export function applicationCorrected(mail: Omit<ApplicationMail, 'applicantName'> & { name: string }): Letter {
  return {
    subject: `Application ${mail.number} was corrected`,
    greeting: `Dear ${mail.name},`,
    body: [
      `Application ${mail.number} to ${mail.callTitle}, which had been returned for correction, was submitted again. The page of its check shows what has changed.`,
      { link: mail.url, label: 'Check the application' },
    ],
  }
}
