import { domainToUnicode } from 'node:url'

/**
 * Latin letters beside another script in one name: it may pass for another domain, such as paypal with a Cyrillic a.
 */
const isMixed = (label: string) => /\p{Script=Latin}/u.test(label) && /(?!\p{Script=Latin})\p{L}/u.test(label)

/**
 * An e-mail address as people read it: shows an encoded domain (`xn--e1afmkfd.xn--p1ai`) in its own letters. A domain
 * that mixes scripts within a name stays encoded. Pure.
 */
export function shownAddress(address: string): string {
  const at = address.lastIndexOf('@') + 1
  const domain = address.slice(at)
  if (!/(^|\.)xn--/i.test(domain)) return address
  const shown = domainToUnicode(domain)
  return shown === '' || shown.split('.').some(isMixed) ? address : address.slice(0, at) + shown
}
