import { asciiDigits, withoutUnseen } from '@/lib/form/fold'

/** The words that find applications, in any script. Pure; the same for stored texts and for searches. */

/** Scripts without spaces between words: each character counts as a word, and a phrase finds a word. */
const UNSPACED =
  /(?=[\p{L}\p{N}])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/u
const WORDS = new RegExp(`${UNSPACED.source}|(?:(?!${UNSPACED.source})[\\p{L}\\p{N}\\p{M}])+`, 'gu')
/**
 * Marks that change a letter of these scripts: Müller is found as Muller, عَبّاسي as عباسي. In other scripts they are
 * letters.
 */
const ACCENTS =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]\p{M}*)\p{M}+/gu
/** Variants of a letter, each with the form that stands for all. */
const FORMS: Record<string, string> = {
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ک: 'ك',
  ڪ: 'ك',
  ہ: 'ه',
  ھ: 'ه',
  ة: 'ه',
  ۃ: 'ه',
  ە: 'ه',
  ٱ: 'ا',
  ـ: '',
  ς: 'σ',
  ך: 'כ',
  ם: 'מ',
  ן: 'נ',
  ף: 'פ',
  ץ: 'צ',
  ß: 'ss',
  ı: 'i',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
}
const HAS_FORM = new RegExp(`[${Object.keys(FORMS).join('')}]`, 'gu')
/** A lexeme of PostgreSQL is at most 2,046 bytes, its position at most 16,383. */
const LONGEST = 200
const LAST = 16_000

/**
 * Its words in order, without case, accents, marks and invisible characters; variants of letters and digits become one.
 */
export function wordsOf(text: string): string[] {
  const seen = asciiDigits(withoutUnseen(text).replace(/[\u200C\u200D]/g, ''))
  const bare = seen.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase()
  const plain = bare.replace(HAS_FORM, (form) => FORMS[form]!)
  return (plain.match(WORDS) ?? []).map((word) => [...word].slice(0, LONGEST).join(''))
}

/** As Germans write these letters without umlauts. */
const SPELT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' }

/** The text with umlauts spelt out; null if it has none. */
function spelt(text: string): string | null {
  const composed = text.normalize('NFC')
  const other = composed.replace(/[äöüÄÖÜ]/g, (letter) => SPELT[letter]!)
  return other === composed ? null : other
}

/**
 * Weights say where a word comes from: A a name, B the title, C the abstract and the keywords, both without names, D
 * the same texts as typed, if they contain more.
 */
export type Weight = 'A' | 'B' | 'C' | 'D'

/** A PostgreSQL tsvector of these texts. */
export function vectorOf(texts: { text: string; weight: Weight }[]): string {
  const places = new Map<string, string[]>()
  let position = 0
  for (const { text, weight } of texts) {
    const words = wordsOf(text)
    const others = wordsOf(spelt(text) ?? '')
    for (const [index, word] of words.entries()) {
      position++
      if (position > LAST) break
      // Puts both muller and mueller in the place of Müller.
      for (const form of new Set([word, others[index] ?? word])) {
        const at = places.get(form) ?? []
        // PostgreSQL keeps 256 positions of a word.
        if (at.length < 255) at.push(`${position}${weight}`)
        places.set(form, at)
      }
    }
    // A gap, so that no phrase spans two texts.
    position += 10
  }
  return [...places].map(([word, at]) => `'${word}':${at.join(',')}`).join(' ')
}

/**
 * A PostgreSQL tsquery of the words in sequence, the last one as the beginning of a word; null without words. Without
 * weights it searches everywhere. An index can answer that alone for one word, or for several in any places (`apart`).
 */
export function queryOf(text: string, weights: Weight[], apart = false): string | null {
  const words = wordsOf(text)
  if (words.length === 0) return null
  const where = weights.join('')
  const others = wordsOf(spelt(text) ?? '')
  return words
    .map((word, at) => {
      const how = `${at === words.length - 1 ? '*' : ''}${where}`
      const forms = [...new Set([word, others[at] ?? word])].map((form) => (how ? `'${form}':${how}` : `'${form}'`))
      return forms.length > 1 ? `(${forms.join(' | ')})` : forms[0]
    })
    .join(apart ? ' & ' : ' <-> ')
}
