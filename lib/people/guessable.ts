import 'server-only'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** Below this many guesses, as zxcvbn estimates them, a password falls in hours even against a good hash. */
const FEWEST_GUESSES = 1e8
/** The estimate's cost grows with the square of the length; a longer text could not make the password weaker. */
const LONGEST_LOOKED_AT = 100
/** How much of a password must remain without the words that anybody would try first for this person. */
const FEWEST_LEFT = 6
const PORTAL = ['anso', 'scholarship', 'scholarships', 'ustc', 'ucas', 'chinese academy of sciences']

/** The owner of the new password. */
export type Owner = { email: string; name: string; latinName?: string | null }

let made: ZxcvbnFactory | undefined
/** Unpacks the 49,000 most used passwords once, at the first check. */
const zxcvbn = () => {
  made ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: LONGEST_LOOKED_AT })
  return made
}

/**
 * Why the server refuses a new password of the right length: it is common, easy to guess, or built from the owner's own
 * name or address or the portal's name. Null if it is fine. Does not demand kinds of characters (NIST SP 800-63B).
 */
export function passwordProblem(password: string, owner: Owner): string | null {
  const plain = password.normalize('NFKC').toLowerCase()
  const words = wordsOf(owner)
  let left = plain
  for (const word of words) left = left.replaceAll(word, '')
  if (left !== plain && left.replace(/[^\p{L}\p{N}]/gu, '').length < FEWEST_LEFT)
    return 'This password is made of your name, your address or the portal’s name. Choose another, such as three or four words'
  if (zxcvbn().check(plain, words).guesses < FEWEST_GUESSES)
    return 'This password is well known or easy to guess. Choose another, such as three or four words'
  return null
}

/** The longest first, so that a part of a word does not split the whole. */
function wordsOf({ email, name, latinName }: Owner): string[] {
  const address = email.normalize('NFKC').toLowerCase()
  const names = `${name} ${latinName ?? ''}`.normalize('NFKC').toLowerCase()
  const parts = [address, ...address.split(/[^\p{L}\p{N}]+/u), names.trim(), ...names.split(/[^\p{L}\p{M}\p{N}]+/u)]
  const short = parts.filter((part) => [...part].length >= 3 || /^\p{Script=Han}{2,}$/u.test(part))
  return [...new Set([...short, ...PORTAL])].sort((a, b) => b.length - a.length)
}
