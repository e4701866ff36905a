import type { Letter } from '../render'

export function knowBrowser({ name, url }: { name: string; url: string }): Letter {
  return {
    subject: 'Sign in from your browser',
    greeting: `Dear ${name},`,
    body: [
      'There were many attempts to sign in to your account, so new browsers have to wait before they can sign in. This link lets one browser in at once. Your password stays the same.',
      { link: url, label: 'Let this browser in' },
      'The link works once, within one hour. If you did not ask for it, ignore this message.',
    ],
  }
}
