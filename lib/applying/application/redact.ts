import { wordsOf } from '@/lib/applying/application/search-words'

/** Takes what names somebody out of free text, where a Call is reviewed blind. Pure. */

export const MARK = '[withheld]'
/** A shorter part of a name is too often another word, or part of one. */
const SHORTEST = 3

/** What stands before a name and is none. */
const TITLE = /^(prof|professor|dr|doctor|mr|mrs|ms|miss|sir|dame|the|and)$/i
/** Any e-mail address, however it got into a text. Its local part has a limit (RFC 5321), so that no long word takes long. */
const ADDRESS = '[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+'

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')

/**
 * A function that puts a mark in the place of these phrases (an address, a telephone number) wherever they occur, and of
 * the names' parts where they are words of their own, whatever their case. Names that are written without spaces are
 * found whole.
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
