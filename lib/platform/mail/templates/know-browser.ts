import type { Letter } from '../render'

export function knowBrowser({ name, url }: { name: string; url: string }): Letter {
  return {
    subject: 'Sign in from your browser',
    greeting: `Dear ${name},`,
    body: [
      'There were many attempts to sign in to your account, so browsers that it does not know have to wait. This link lets one of them in at once; your password stays as it is.',
      { link: url, label: 'Let this browser in' },
      'The link works once, within one hour. If you did not ask for it, ignore this message.',
    ],
  }
}
