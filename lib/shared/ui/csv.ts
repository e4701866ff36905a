import { stringify } from 'csv-stringify/sync'

/** What a formula begins with; in full width too. */
const SIGNS = '=+\\-@\uff0b\uff0d\uff1d\uff20'
const BEGINS = new RegExp(`^(?:[\\t\\r\\n]|\\s*[${SIGNS}])`)
const BEGINS_WITHIN = new RegExp(`([;\\t\\r\\n]\\s*)(?=[${SIGNS}])`, 'g')

/** A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP says of CSV injection. */
export function escapeFormulas(text: string): string {
  return BEGINS.test(text) ? `'${text}` : text
}

/**
 * The same within a text of a CSV file: a spreadsheet of a country that writes 1,5 divides the line at semicolons, knows
 * no quotation in the midst of a cell, and would begin a new cell there.
 */
function escapeWithin(text: string): string {
  return escapeFormulas(text).replace(BEGINS_WITHIN, "$1'")
}

type Row = (string | number | null)[]

/** A table as CSV: UTF-8 with a byte order mark, by which spreadsheets know it; numbers stay numbers. */
export function csvOf(head: string[], rows: Row[]): string {
  return `\ufeff${csvLines([head])}${csvLines(rows)}`
}

/** Rows of a table of which the beginning was written before. */
export function csvLines(rows: Row[]): string {
  const safe = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? escapeWithin(cell) : cell)))
  return stringify(safe, { record_delimiter: 'windows' })
}
