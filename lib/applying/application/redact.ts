import { wordsOf } from '@/lib/applying/application/search-words'

/** Removes names from free text, if a Call is reviewed blind. Pure. */

export const MARK = '[withheld]'
/** A shorter part of a name is too often another word, or part of one. */
const SHORTEST = 3

/** Titles and particles before a name. */
const TITLE = /^(prof|professor|dr|doctor|mr|mrs|ms|miss|sir|dame|the|and)$/i
/** Any e-mail address in a text. The limit on its local part (RFC 5321) keeps long words fast. */
const ADDRESS = '[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+'

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')

/**
 * Returns a function that replaces these phrases (an address, a telephone number) wherever they occur, and the parts of
 * the names if they are whole words, in any case. It finds names that are written without spaces as a whole.
 */
export function redactor(phrases: string[], names: string[]): (text: string) => string {
  const whole = [...phrases, ...names].map((text) => text.trim()).filter((text) => [...text].length >= 2)
  const parts = names
    .flatMap((name) => name.split(/[\s,.]+/))
    .filter((part) => [...part].length >= SHORTEST && !TITLE.test(part) && wordsOf(part).length > 0)
  const patterns = [
    ...longestFirst(whole).map(escaped),
    ...longestFirst(parts).map((part) => `(?<![\\p{L}\\p{M}\\p{N}])${escaped(part)}(?![\\p{L}\\p{M}\\p{N}])`),
  ]
  if (patterns.length === 0) return (text) => text
  const pattern = new RegExp([ADDRESS, ...patterns].join('|'), 'giu')
  return (text) => text.normalize('NFC').replace(pattern, MARK)
}

const longestFirst = (texts: string[]) =>
  [...new Set(texts.map((text) => text.normalize('NFC')))].sort((a, b) => b.length - a.length)
