import { folded, withoutUnseen } from './fold'

/** A domain may end in its encoded form, as in xn--p1ai. */
const ADDRESS =
  /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+.&/=!#$%*?^{|}~-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,}|xn--[A-Za-z0-9-]+)$/

/**
 * Takes the e-mail address out of what somebody typed or pasted: `Name <address>`, `mailto:`, or with a sign after it.
 */
export function bareAddress(typed: string): string {
  const text = withoutUnseen(typed)
    .replace(/[\u200C\u200D]/g, '')
    .normalize('NFKC')
    .trim()
  const inner = /<([^<>]+)>[\s;,]*$/.exec(text)?.[1] ?? text
  return inner
    .trim()
    .replace(/^mailto:\s*/i, '')
    .replace(/[\s;,.]+$/, '')
}

/**
 * The same with its domain as mail servers need it (`user@пример.рф` is `user@xn--e1afmkfd.xn--p1ai`). Text that is not
 * an address comes back unchanged, trimmed.
 */
export function plainAddress(typed: string): string {
  const bare = bareAddress(typed)
  const at = bare.lastIndexOf('@')
  const domain = bare.slice(at + 1).replaceAll('。', '.')
  if (at < 1 || !/[^\p{ASCII}]/u.test(domain) || /[\s/?#:\\@]/.test(domain)) return bare
  try {
    return `${bare.slice(0, at)}@${new URL(`http://${domain}`).hostname}`
  } catch {
    return bare
  }
}

/** Whether it is one e-mail address, in the form of `plainAddress`. */
export const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text)

/** Text that names an application: its applicant's address, or its number in capitals. */
export const numberOrAddress = (typed: string): string =>
  typed.includes('@') || typed.includes('＠') ? plainAddress(typed) : folded(typed).toUpperCase()

/** Part of an address, for a search in stored addresses: it has a domain's letters as mail servers need them. */
export function addressPart(typed: string): string {
  const text = bareAddress(typed)
  const at = text.lastIndexOf('@') + 1
  return text.slice(0, at) + plainAddress(`a@${text.slice(at)}`).slice(2)
}
