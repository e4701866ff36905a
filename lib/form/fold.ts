/**
 * Normalises typed text before a format is checked: digits of any script, full-width forms, and all hyphens, spaces and
 * apostrophes become one. Pure and small: the browser and the server use the same code.
 */

/**
 * Invisible signs, or signs that change the writing direction. Some format signs are visible (Arabic number signs), two
 * join letters.
 */
const UNSEEN =
  /(?!\u200C|\u200D|[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}])[\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]/gu
const APOSTROPHES = /[`´‘’‛′ʹʻʼʾʿˈ＇]/g
const HYPHENS = /[\p{Pd}\u2212\u2043\u207B]/gu

/** Removes signs that are invisible or change the writing direction. */
export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '')

/** Removes what no keyboard types and PostgreSQL refuses: the zero character, and halves of a pair. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/** Digits of any script as 0 to 9. Unicode lists each script's digits in a row, from zero on. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!
    let zero = code
    while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--
    return String((code - zero) % 10)
  })
}

/** A text as its format is checked, and as it counts if it has one. */
export function folded(text: string): string {
  const known = withoutUnseen(text)
    .replace(/[\u200C\u200D]/g, '')
    .replace(APOSTROPHES, "'")
  return asciiDigits(known.normalize('NFKC')).replace(HYPHENS, '-').replace(/\s+/g, ' ').trim()
}

/** A number as it counts: `١٢٫٥` and `12,5` are `12.5`. */
export const numberText = (text: string): string => folded(text).replace(/[\u066B,]/g, '.')

/** A typed number (`١٢٫٥`, `−３`, `1,5`) as JavaScript reads it; NaN if it is not a number. */
export function numberIn(text: string): number {
  const plain = numberText(text)
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN
}

/** The extension of a telephone number: `ext. 12`, `x12`, `#12`. */
const EXTENSION = / ?(?:ext(?:ension)?\.?|x|#|;ext=) ?\d{1,6}$/i

/** Whether it is a telephone number, perhaps with an extension. */
export function isTelephone(text: string): boolean {
  return /^\+?[\d\s()./-]{6,25}$/.test(folded(text).replace(EXTENSION, ''))
}

const SCRIPTS =
  `Adlam Arabic Armenian Balinese Bengali Bopomofo Canadian_Aboriginal Cherokee Cyrillic Devanagari Ethiopic
  Georgian Greek Gujarati Gurmukhi Han Hangul Hebrew Hiragana Javanese Kannada Katakana Khmer Lao Malayalam Meetei_Mayek
  Mongolian Myanmar Nko Ol_Chiki Oriya Sinhala Sundanese Syriac Tamil Telugu Thaana Thai Tibetan Tifinagh Vai Yi`.split(
    /\s+/,
  )
const NAMES: Record<string, string> = { Han: 'Chinese', Hangul: 'Korean', Nko: 'N’Ko', Oriya: 'Odia' }

/** The English name of a letter's script; null if it has none of them. */
export function scriptOf(letter: string): string | null {
  const script = SCRIPTS.find((one) => new RegExp(`\\p{Script=${one}}`, 'u').test(letter))
  return script ? (NAMES[script] ?? script.replace('_', ' ')) : null
}

/**
 * A sentence that names the first sign that a name in a passport's Latin letters cannot have; null if there is none.
 * Passports have marks, apostrophes, hyphens, periods, commas, brackets, and slashes as in A/L.
 */
export function latinProblem(text: string): string | null {
  const sign = /[^\p{Script=Latin}\p{M} '.,()/·-]/u.exec(folded(text))?.[0]
  if (sign === undefined) return /\p{Script=Latin}/u.test(folded(text)) ? null : 'Use Latin letters, as in the passport'
  const script = scriptOf(sign)
  const what = script ? `a ${script} letter` : /\p{Nd}/u.test(sign) ? 'a digit' : 'a sign that no name has'
  return `Use Latin letters, as in the passport: “${sign}” is ${what.replace(/^a (?=[AEIO])/, 'an ')}`
}
