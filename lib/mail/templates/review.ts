import type { Letter } from '../render'

/** What the chief reviewer is told of a reviewer who cannot go on. */
type EndedMail = {
  number: string
  reviewerName: string
  leaderName: string
  reason: string
  wasIn: boolean
  url: string
}

export function reviewConflict({ number, reviewerName, leaderName, reason, wasIn, url }: EndedMail): Letter {
  return {
    subject: `${number}: a reviewer has a conflict of interest`,
    greeting: `Dear ${leaderName},`,
    body: [
      `${reviewerName} declared a conflict of interest with application ${number}, and sees nothing of it any more.`,
      ...(reason ? [`Their words: ${reason}`] : []),
      wasIn
        ? 'Their review was in already. It is kept, and counts no more.'
        : 'Please see whether another reviewer is needed.',
      { link: url, label: 'See the reviews' },
    ],
  }
}

export function reviewDeclined({ number, reviewerName, leaderName, reason, url }: EndedMail): Letter {
  return {
    subject: `${number}: a reviewer declined`,
    greeting: `Dear ${leaderName},`,
    body: [
      `${reviewerName} cannot review application ${number}. Their reason:`,
      reason,
      'Please see whether another reviewer is needed.',
      { link: url, label: 'See the reviews' },
    ],
  }
}

export function reviewReopened(mail: { number: string; reviewerName: string; reason: string; url: string }): Letter {
  return {
    subject: `Your review of ${mail.number} is open again`,
    greeting: `Dear ${mail.reviewerName},`,
    body: [
      `Your review of application ${mail.number} was opened again, so that you can change it. The reason:`,
      mail.reason,
      'It counts once you have submitted it again. What you wrote is still there.',
      { link: mail.url, label: 'Open my review' },
    ],
  }
}

export function reviewComment(mail: {
  number: string
  readerName: string
  url: string
  preferencesUrl: string
}): Letter {
  return {
    subject: `New comment on ${mail.number}`,
    greeting: `Dear ${mail.readerName},`,
    body: [
      `Somebody commented on application ${mail.number}, which you have reviewed or discussed.`,
      { link: mail.url, label: 'Read the discussion' },
      { link: mail.preferencesUrl, label: 'Stop these mails, or choose what you are told by e-mail' },
    ],
  }
}
