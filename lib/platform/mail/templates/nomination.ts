import type { Letter } from '../render'

type ListMail = { name: string; institution: string; track: string; callTitle: string; url: string }

/** `signer`: with the position; `by`: the person who handed it in on the portal. */
export function nominationsHandedIn(mail: ListMail & { at: string; signer: string; by: string }): Letter {
  const { name, institution, track, callTitle, url, at, signer, by } = mail
  return {
    subject: `Nominations handed in: ${track}`,
    greeting: `Dear ${name},`,
    body: [
      `The nominations of ${institution} for ${track} at ${callTitle} were handed in on ${at}, signed by ${signer}. ${by} handed them in.`,
      'The list is frozen now. An admin can open it again if something is wrong with it.',
      { link: url, label: 'See the signed record' },
    ],
  }
}

export function nominationsReopened({
  name,
  institution,
  track,
  callTitle,
  url,
  reason,
}: ListMail & { reason: string }): Letter {
  return {
    subject: `Nominations opened again: ${track}`,
    greeting: `Dear ${name},`,
    body: [
      `An admin opened the nominations of ${institution} for ${track} at ${callTitle} again. The reason:`,
      reason,
      'The order is as you left it. Change it where it is needed, then sign the list and hand it in anew.',
      { link: url, label: 'Go to the list' },
    ],
  }
}

/** `tracks`: those with an open list. */
export function nominationsReminder(mail: {
  name: string
  institution: string
  tracks: string[]
  callTitle: string
  until: string
  url: string
}): Letter {
  const { name, institution, tracks, callTitle, until, url } = mail
  return {
    subject: `Hand in your nominations by ${until}`,
    greeting: `Dear ${name},`,
    body: [
      `The nominations of ${institution} at ${callTitle} are still open: ${tracks.join(', ')}. They count if they are signed and handed in by ${until}.`,
      'After that only an admin can hand them in.',
      { link: url, label: 'Go to the nominations' },
    ],
  }
}
