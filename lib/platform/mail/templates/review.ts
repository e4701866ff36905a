import type { Letter } from '../render'

/** To the chief reviewer: a reviewer cannot go on. */
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
      { link: mail.preferencesUrl, label: 'Stop these mails, or choose which e-mails you get' },
    ],
  }
}

export function reviewsAssigned(mail: {
  name: string
  count: number
  callTitle: string
  until: string
  url: string
}): Letter {
  const what = mail.count === 1 ? '1 application waits' : `${mail.count} applications wait`
  return {
    subject: `${what} for your review`,
    greeting: `Dear ${mail.name},`,
    body: [
      `${what} for your review in the ${mail.callTitle}.`,
      'You are first asked whether you have a conflict of interest with each. Please say so soon, also where you cannot review one, so that somebody else can be asked.',
      ...(mail.until ? [`Reviews are due by ${mail.until}.`] : []),
      { link: mail.url, label: 'See my reviews' },
    ],
  }
}

/** To the chief reviewer: two reviewers disagree, and nobody else is free. */
export function reviewNobodyFurther(mail: { number: string; leaderName: string; url: string }): Letter {
  return {
    subject: `${mail.number}: the reviewers disagree, and nobody further is free`,
    greeting: `Dear ${mail.leaderName},`,
    body: [
      `The totals of two reviewers of application ${mail.number} differ by more than the Call allows.`,
      'A further reviewer should be asked, but everybody has a conflict of interest, does not review such applications, or takes no more. Please choose somebody by hand.',
      { link: mail.url, label: 'Choose a reviewer' },
    ],
  }
}

export function reviewRemoved(mail: { number: string; reviewerName: string; url: string }): Letter {
  return {
    subject: `You need not review ${mail.number} any more`,
    greeting: `Dear ${mail.reviewerName},`,
    body: [
      `Application ${mail.number} was taken off your list. There is nothing for you to do.`,
      'If you had begun a review, it is kept.',
      { link: mail.url, label: 'See my reviews' },
    ],
  }
}

/** To the chief reviewer: a reviewer takes fewer applications, or more. */
export function reviewLoad(mail: {
  leaderName: string
  reviewerName: string
  callTitle: string
  accepts: number
  most: number
  before: number
  back: number
  reason: string
  url: string
}): Letter {
  const { accepts, most, before, back } = mail
  const went = back === 1 ? '1 application goes back' : `${back} applications go back`
  return {
    subject: `A reviewer takes on ${accepts < before ? 'fewer' : accepts > before ? 'more' : 'as many'} applications`,
    greeting: `Dear ${mail.leaderName},`,
    body: [
      `${mail.reviewerName} takes on ${accepts} of at most ${most} applications in the ${mail.callTitle}. It was ${before} before.`,
      ...(mail.reason ? [`Their words: ${mail.reason}`] : []),
      ...(back > 0
        ? [`${went}, and need another reviewer. You can work out an assignment again: what stands is kept.`]
        : []),
      { link: mail.url, label: 'Assign reviewers' },
    ],
  }
}

/** From the chief reviewer to a reviewer. */
export function reviewReminder(mail: {
  name: string
  count: number
  callTitle: string
  until: string
  isOver: boolean
  url: string
  loadUrl: string
}): Letter {
  const what = mail.count === 1 ? '1 review' : `${mail.count} reviews`
  return {
    subject: `Reminder: ${what} to be finished`,
    greeting: `Dear ${mail.name},`,
    body: [
      `${what} in the ${mail.callTitle} ${mail.count === 1 ? 'is' : 'are'} not in yet.`,
      ...(mail.until ? [mail.isOver ? `They were due by ${mail.until}.` : `They are due by ${mail.until}.`] : []),
      { link: mail.url, label: 'See my reviews' },
      'If it is too much for you, say so, and somebody else is asked:',
      { link: mail.loadUrl, label: 'Take on fewer applications' },
    ],
  }
}
