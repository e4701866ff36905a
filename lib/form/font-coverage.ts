import { scriptOf } from './fold'
import { DRAWN } from './font-coverage-ranges'

/**
 * The characters that our PDFs' fonts cover (`lib/shared/pdf/fonts.ts`). Pure; the browser and the server use the same
 * check.
 */

/** Invisible signs: spaces, controls, marks that choose a form of a sign or join letters. */
const UNDRAWN = /[\s\p{C}\p{Default_Ignorable_Code_Point}]/u

let known: [number, number][] | undefined

/** First and last code of each range, ascending. */
function ranges(): [number, number][] {
  let end = 0
  known ??= DRAWN.split(' ').map((step) => {
    const [gap, length = '0'] = step.split('-')
    const from = end + Number.parseInt(gap!, 36)
    end = from + Number.parseInt(length, 36)
    return [from, end]
  })
  return known
}

function isDrawn(letter: string): boolean {
  const code = letter.codePointAt(0)!
  return ranges().some(([from, to]) => code >= from && code <= to)
}

/**
 * The first sign of a text that no font of our PDFs covers, even split into letter and marks; null if there is none.
 */
export function firstUndrawn(text: string): string | null {
  // Most text is plain.
  if (/^[ -~\s]*$/.test(text)) return null
  const seen = new Set(text.normalize('NFC'))
  for (const letter of seen)
    if (!UNDRAWN.test(letter) && !isDrawn(letter) && ![...letter.normalize('NFD')].every(isDrawn)) return letter
  return null
}

/** A sentence that names the first sign that cannot be printed; null if all of the text can be. */
export function printProblem(text: string): string | null {
  const sign = firstUndrawn(text)
  if (sign === null) return null
  const script = scriptOf(sign)
  const what = script ? `a ${script} letter` : /\p{L}/u.test(sign) ? 'a letter' : 'a sign'
  return `“${sign}” is ${what.replace(/^a (?=[AEIOU])/, 'an ')} that our documents cannot show; please write it in another way`
}
