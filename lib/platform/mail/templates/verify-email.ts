import type { Letter } from '../render'

export function verifyEmail({ name, url }: { name: string; url: string }): Letter {
  return {
    subject: 'Confirm your e-mail address',
    greeting: `Dear ${name},`,
    body: [
      'Please confirm that this is your e-mail address, with the password that you chose. After that you can begin an application.',
      { link: url, label: 'Confirm my e-mail address' },
      'The link works for 48 hours. If you did not register with us, ignore this message: without the confirmation nobody can use the account.',
    ],
  }
}
