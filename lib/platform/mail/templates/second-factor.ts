import type { Letter } from '../render'

const CHANGES = {
  'set-up': 'An authenticator was set up for your account. From now on signing in asks for its code.',
  removed:
    'The authenticator of your account was removed. Signing in asks for your password alone until you set up another.',
  reset:
    'An admin removed the authenticator of your account and signed you out everywhere. If you work for the scholarship, you are asked to set up a new one when you sign in next. Everybody else can do so on the page of their account.',
  'recovery-code':
    'Somebody signed in to your account with one of your recovery codes. It does not work a second time.',
  'new-codes': 'Your account has new recovery codes. The ones before do not work any more.',
} as const

export type SecondFactorChange = keyof typeof CHANGES

type Data = { name: string; change: SecondFactorChange; accountUrl: string }

export function secondFactorChanged({ name, change, accountUrl }: Data): Letter {
  return {
    subject: 'The sign-in of your account was changed or used',
    greeting: `Dear ${name},`,
    body: [
      CHANGES[change],
      'If that was not you, change your password at once, and tell the people who run the scholarship.',
      { link: accountUrl, label: 'Go to my account' },
    ],
  }
}
