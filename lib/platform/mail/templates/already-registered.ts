import type { Letter } from '../render'

export function alreadyRegistered({
  name,
  signInUrl,
  forgotUrl,
}: {
  name: string
  signInUrl: string
  forgotUrl: string
}): Letter {
  return {
    subject: 'You already have an account',
    greeting: `Dear ${name},`,
    body: [
      'Somebody, probably you, has just tried to register with this e-mail address. It already has an account, and nothing was changed.',
      { link: signInUrl, label: 'Sign in' },
      { link: forgotUrl, label: 'Choose a new password, if you have forgotten yours' },
    ],
  }
}
