/** The words by which applications are found, in any script. Pure; the same for what is stored and what is asked. */

/** Scripts that are written without spaces between words: each character is a word of its own, and a phrase finds a word. */
const UNSPACED =
  /(?=[\p{L}\p{N}])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/u
const WORDS = new RegExp(`${UNSPACED.source}|(?:(?!${UNSPACED.source})[\\p{L}\\p{N}\\p{M}])+`, 'gu')
/** Marks that change a Latin, Greek or Cyrillic letter: Müller is found as Muller. In other scripts they are letters. */
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu
/** A lexeme of PostgreSQL is at most 2,046 bytes, its position at most 16,383. */
const LONGEST = 200
const LAST = 16_000

/** Its words in order, without case, accents and marks. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase()
  return (plain.match(WORDS) ?? []).map((word) => [...word].slice(0, LONGEST).join(''))
}

/**
 * Weights say where a word is from: A a name, B the title, C the abstract and the keywords, both without what names
 * somebody, D the same as they were typed, where that is more.
 */
export type Weight = 'A' | 'B' | 'C' | 'D'

/** A PostgreSQL tsvector of these texts. */
export function vectorOf(texts: { text: string; weight: Weight }[]): string {
  const places = new Map<string, string[]>()
  let position = 0
  for (const { text, weight } of texts) {
    for (const word of wordsOf(text)) {
      position++
      if (position > LAST) break
      const at = places.get(word) ?? []
      // PostgreSQL keeps 256 positions of a word.
      if (at.length < 255) at.push(`${position}${weight}`)
      places.set(word, at)
    }
    // A gap, so that no phrase reaches from one text into the next.
    position += 10
  }
  return [...places].map(([word, at]) => `'${word}':${at.join(',')}`).join(' ')
}

/**
 * A PostgreSQL tsquery of the words one after the other, the last one as the beginning of a word; null without words.
 * Without weights it looks everywhere, which an index answers alone.
 */
export function queryOf(text: string, weights: Weight[]): string | null {
  const words = wordsOf(text)
  if (words.length === 0) return null
  const where = weights.join('')
  return words
    .map((word, at) => {
      const how = `${at === words.length - 1 ? '*' : ''}${where}`
      return how ? `'${word}':${how}` : `'${word}'`
    })
    .join(' <-> ')
}
