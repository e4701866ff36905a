import { folded, withoutUnseen } from './fold'

/** A name of a domain may end in its encoded form, as in xn--p1ai. */
const ADDRESS =
  /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+.&/=!#$%*?^{|}~-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,}|xn--[A-Za-z0-9-]+)$/

/** The e-mail address in what was typed or pasted: out of `Name <address>` and `mailto:`, without a sign after it. */
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
 * The same with its domain as mail is sent to it (`user@пример.рф` is `user@xn--e1afmkfd.xn--p1ai`). What is no address comes
 * back as it is, trimmed.
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

/** Whether it is one e-mail address, as `plainAddress` gives it. */
export const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text)

/** What names an application where either may be typed: its applicant's address, or its number in capitals. */
export const numberOrAddress = (typed: string): string =>
  typed.includes('@') || typed.includes('＠') ? plainAddress(typed) : folded(typed).toUpperCase()

/** A part of an address, to be looked for in those that are stored: letters of a domain as mail is sent to it. */
export function addressPart(typed: string): string {
  const text = bareAddress(typed)
  const at = text.lastIndexOf('@') + 1
  return text.slice(0, at) + plainAddress(`a@${text.slice(at)}`).slice(2)
}
