import { DRAWN } from './drawn-ranges'
import { scriptOf } from './fold'

/** What the fonts of our PDFs draw (`lib/shared/pdf/fonts.ts`). Pure; the browser and the server check by it alike. */

/** Signs that nothing is drawn for: spaces, controls, marks that choose a form of a sign or join letters. */
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

/** The first sign of a text that no font of our PDFs has, even taken apart into letter and marks; null if there is none. */
export function firstUndrawn(text: string): string | null {
  // Plain text is most of all text.
  if (/^[ -~\s]*$/.test(text)) return null
  const seen = new Set(text.normalize('NFC'))
  for (const letter of seen)
    if (!UNDRAWN.test(letter) && !isDrawn(letter) && ![...letter.normalize('NFD')].every(isDrawn)) return letter
  return null
}

/** That a text cannot be printed, as a sentence for the person that names the sign; null if all of it can. */
export function printProblem(text: string): string | null {
  const sign = firstUndrawn(text)
  if (sign === null) return null
  const script = scriptOf(sign)
  const what = script ? `a ${script} letter` : /\p{L}/u.test(sign) ? 'a letter' : 'a sign'
  return `“${sign}” is ${what.replace(/^a (?=[AEIOU])/, 'an ')} that our documents cannot show; please write it in another way`
}
