import type { Letter } from '../render'

type Data = { name: string; tokensEnded: number; forgotUrl: string }

export function passwordChanged({ name, tokensEnded, forgotUrl }: Data): Letter {
  return {
    subject: 'Your password was changed',
    greeting: `Dear ${name},`,
    body: [
      'The password of your account has just been changed, and all other devices were signed out.',
      ...(tokensEnded > 0
        ? ['Your personal tokens were ended as well: make new ones for the programs that you still use.']
        : []),
      'If that was not you, choose a new password at once:',
      { link: forgotUrl, label: 'Choose a new password' },
    ],
  }
}
