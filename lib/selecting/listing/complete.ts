/** The possible content of a search, for completion in the browser. Pure. */
export type Values = Record<string, { key: string; label: string }[]>
export type Known = { keyword: string; about: string; values: Values[string] }
export type Offer = { insert: string; label: string }
export type Completion = { from: number; to: number; offers: Offer[] }

const MOST = 8

/** Completions of the word before the caret: a keyword, or a value of its keyword. */
export function completionOf(text: string, caret: number, known: Known[]): Completion {
  const before = /[^\s()"“”]*$/.exec(text.slice(0, caret))![0]
  const word = before.replace(/^-/, '')
  const from = caret - word.length
  const colon = word.indexOf(':')
  if (colon < 0) {
    const offers = known
      .filter(({ keyword }) => word !== '' && keyword.startsWith(word.toLowerCase()))
      .map(({ keyword, about }) => ({ insert: `${keyword}:`, label: about }))
    return { from, to: caret, offers: offers.slice(0, MOST) }
  }
  const values = known.find(({ keyword }) => keyword === word.slice(0, colon).toLowerCase())?.values ?? []
  const start = Math.max(colon, word.lastIndexOf(',')) + 1
  const typed = word.slice(start).toLowerCase()
  const offers = values
    .filter(({ key, label }) => key.startsWith(typed) || ` ${label.toLowerCase()}`.includes(` ${typed}`))
    .map(({ key, label }) => ({ insert: `${key} `, label }))
  return { from: from + start, to: caret, offers: offers.slice(0, MOST) }
}
