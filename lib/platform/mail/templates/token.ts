import type { Letter } from '../render'

type Data = { name: string; token: string; until: string; url: string }

/** To the owner of a personal token, also if somebody else made it in their name. */
export function tokenMade({ name, token, until, url }: Data): Letter {
  return {
    subject: 'A personal token was made for your account',
    greeting: `Dear ${name},`,
    body: [
      `A program can now use the portal in your name, with the token “${token}”, until ${until}.`,
      'If that was not you, end the token, change your password at once, and tell the people who run the scholarship.',
      { link: url, label: 'See my tokens' },
    ],
  }
}
