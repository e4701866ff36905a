import { stringify } from 'csv-stringify/sync'

/** The characters that begin a formula, in full width too. */
const SIGNS = '=+\\-@\uff0b\uff0d\uff1d\uff20'
const BEGINS = new RegExp(`^(?:[\\t\\r\\n]|\\s*[${SIGNS}])`)
const BEGINS_WITHIN = new RegExp(`([;\\t\\r\\n]\\s*)(?=[${SIGNS}])`, 'g')

/**
 * Puts an apostrophe before a text that a spreadsheet would run as a formula, as OWASP recommends against CSV
 * injection.
 */
export function escapeFormulas(text: string): string {
  return BEGINS.test(text) ? `'${text}` : text
}

/**
 * The same within a CSV text: in countries that write 1,5 a spreadsheet splits lines at semicolons, ignores quotes
 * inside a cell, and would begin a new cell there.
 */
function escapeWithin(text: string): string {
  return escapeFormulas(text).replace(BEGINS_WITHIN, "$1'")
}

type Row = (string | number | null)[]

/** A table as CSV: UTF-8 with the byte order mark that spreadsheets look for; numbers stay numbers. */
export function csvOf(head: string[], rows: Row[]): string {
  return `\ufeff${csvLines([head])}${csvLines(rows)}`
}

/** More rows of a table whose beginning is already written. */
export function csvLines(rows: Row[]): string {
  const safe = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? escapeWithin(cell) : cell)))
  return stringify(safe, { record_delimiter: 'windows' })
}
