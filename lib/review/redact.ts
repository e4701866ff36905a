import { wordsOf } from '@/lib/listing/words'

/** Takes what names somebody out of free text, where a Call is reviewed blind. Pure. */

const MARK = '[withheld]'
/** A shorter part of a name is too often another word, or part of one. */
const SHORTEST = 3

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
    .filter((part) => [...part].length >= SHORTEST && wordsOf(part).length > 0)
  const patterns = [
    ...longestFirst(whole).map(escaped),
    ...longestFirst(parts).map((part) => `(?<![\\p{L}\\p{M}\\p{N}])${escaped(part)}(?![\\p{L}\\p{M}\\p{N}])`),
  ]
  if (patterns.length === 0) return (text) => text
  const pattern = new RegExp(patterns.join('|'), 'giu')
  return (text) => text.normalize('NFC').replace(pattern, MARK)
}

const longestFirst = (texts: string[]) =>
  [...new Set(texts.map((text) => text.normalize('NFC')))].sort((a, b) => b.length - a.length)
