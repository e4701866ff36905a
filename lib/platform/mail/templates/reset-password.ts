import type { Letter } from '../render'

export function resetPassword({ name, url }: { name: string; url: string }): Letter {
  return {
    subject: 'Choose a new password',
    greeting: `Dear ${name},`,
    body: [
      'You asked to choose a new password for your account.',
      { link: url, label: 'Choose a new password' },
      'The link works once, within one hour. If you did not ask for it, ignore this message: your password stays the same.',
    ],
  }
}
