import { randomInt } from 'node:crypto'
import { folded } from '@/lib/form/fold'

/** Letters and digits that look different from each other (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 20

/** A letter's code with 100 random bits, such as '7KQ2M-…' without the hyphens. */
export function newCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** The printed form: groups of five. */
export function codeInWords(code: string): string {
  return code.match(/.{1,5}/g)!.join('-')
}

/** Turns typed text into the stored form: without spaces and hyphens, and with look-alike characters corrected. */
export function readCode(typed: string): string {
  return folded(typed)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replaceAll('U', 'V')
}
