import { randomInt } from 'node:crypto'
import { folded } from '@/lib/form/fold'

/** Letters and digits that are not taken for one another (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 20

/** A code of 100 random bits for a letter, such as '7KQ2M-…' without the hyphens. */
export function newCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** As it is printed: in groups of five. */
export function codeInWords(code: string): string {
  return code.match(/.{1,5}/g)!.join('-')
}

/** What somebody typed, as it is kept: without spaces and hyphens, and with what is easily mistaken set right. */
export function readCode(typed: string): string {
  return folded(typed)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replaceAll('U', 'V')
}
