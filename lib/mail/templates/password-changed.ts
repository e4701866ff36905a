import type { Letter } from '../render'

export function passwordChanged({ name, forgotUrl }: { name: string; forgotUrl: string }): Letter {
  return {
    subject: 'Your password was changed',
    greeting: `Dear ${name},`,
    body: [
      'The password of your account has just been changed, and all other devices were signed out.',
      'If that was not you, choose a new password at once:',
      { link: forgotUrl, label: 'Choose a new password' },
    ],
  }
}
