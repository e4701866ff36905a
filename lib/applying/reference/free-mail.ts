import domains from 'email-providers/all.json' with { type: 'json' }

const FREE = new Set<string>(domains)
/** That list includes a few universities whose students or alumni keep an address. */
const ACADEMIC = /(^|\.)(edu|ac)(\.[a-z]{2})?$/

/**
 * Whether anybody can get an address there, as with Gmail or QQ. Such a referee is allowed, but marked for the officer:
 * the address does not show where they work. Pure.
 */
export function isFreeMail(email: string): boolean {
  const domain = email.trim().toLowerCase().split('@').at(-1)!
  return FREE.has(domain) && !ACADEMIC.test(domain)
}
