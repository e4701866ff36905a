import domains from 'email-providers/all.json' with { type: 'json' }

const FREE = new Set<string>(domains)
/** A few universities, whose students or alumni keep an address, are in that list. */
const ACADEMIC = /(^|\.)(edu|ac)(\.[a-z]{2})?$/

/**
 * Whether anybody can have an address there, as with Gmail or QQ. Such a referee is allowed, and marked for the officer:
 * the address does not show where they work. Pure.
 */
export function isFreeMail(email: string): boolean {
  const domain = email.trim().toLowerCase().split('@').at(-1)!
  return FREE.has(domain) && !ACADEMIC.test(domain)
}
