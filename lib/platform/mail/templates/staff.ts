import type { Letter } from '../render'

/** `role`: the person's future role, in words: 'a reviewer of the ANSO Scholarship 2021'. `by`: who gives it. */
type RoleMail = { name: string; role: string; by: string }

export function staffInvitation({ name, role, by, url }: RoleMail & { url: string }): Letter {
  return {
    subject: 'You are invited to work on the scholarship',
    greeting: `Dear ${name},`,
    body: [
      `${by} invites you to be ${role}. The link below makes your account: you choose a password, and set up an authenticator app on your phone, which keeps what applicants entrust to us safe.`,
      { link: url, label: 'Accept the invitation' },
      'The link works for 30 days, for you alone: please do not pass it on. If you do not want to take part, ignore this message, or tell the person who invited you.',
    ],
  }
}

export function roleGiven({ name, role, by, url }: RoleMail & { url: string }): Letter {
  return {
    subject: 'You have a new role on the scholarship portal',
    greeting: `Dear ${name},`,
    body: [
      `${by} made you ${role}. You need no new account: sign in as you always do.`,
      { link: url, label: 'Go to my work' },
    ],
  }
}

export function roleEnded({ name, role, by }: RoleMail): Letter {
  return {
    subject: 'A role of yours on the scholarship portal has ended',
    greeting: `Dear ${name},`,
    body: [
      `You are no longer ${role}: ${by} ended this role. Your account stays, and so does what you did.`,
      'If this surprises you, please ask the people you work with on the scholarship.',
    ],
  }
}
