import { getDomain } from 'tldts'
import { wordsOf } from '@/lib/applying/application/search-words'
import { isFreeMail } from '@/lib/applying/reference/free-mail'

/** Decides whether two people, or two places, are the same however they are written. Pure. */

/** Domains reserved for examples (RFC 2606) and for this portal's demonstration: nobody works there. */
const NOBODYS = ['example.org', 'example.com', 'example.net', 'demo.example']

export const domainOf = (email: string): string => email.trim().toLowerCase().split('@').at(-1)!

/**
 * The organisation behind a mail domain: the registered part, without what stands before it. Below an umbrella domain,
 * such as an academy's with a name for each institute, it is the institute's name. Null for providers where anybody can
 * have an address.
 */
export function organisationOf(domain: string, umbrellas: string[]): string | null {
  if (NOBODYS.includes(domain) || isFreeMail(domain)) return null
  const registered = getDomain(domain) ?? domain
  if (isFreeMail(registered)) return null
  if (!umbrellas.includes(registered) || domain === registered) return registered
  const below = domain
    .slice(0, -registered.length - 1)
    .split('.')
    .at(-1)!
  return `${below}.${registered}`
}

const TITLES = new Set(['prof', 'professor', 'dr', 'doctor', 'mr', 'mrs', 'ms', 'phd', 'academician'])
const CHINESE_TITLES = /(教授|博士|院士|研究员)$/

/**
 * Equal for the same name in another order, in another case or with a title. Null for a single word, which is too
 * vague.
 */
export function nameKey(name: string): string | null {
  const words = wordsOf(name.trim().replace(CHINESE_TITLES, '')).filter((word) => !TITLES.has(word))
  return words.length < 2 ? null : words.sort().join(' ')
}

/** Equal for the same place in another case or punctuation. */
export function placeKey(place: string | null): string | null {
  return place ? wordsOf(place).join(' ') || null : null
}
