import { stringify } from 'csv-stringify/sync'

/** A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP says of CSV injection. */
export function escapeFormulas(text: string): string {
  return /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/.test(text) ? `'${text}` : text
}

type Row = (string | number | null)[]

/** A table as CSV: UTF-8 with a byte order mark, by which spreadsheets know it; numbers stay numbers. */
export function csvOf(head: string[], rows: Row[]): string {
  return `\ufeff${csvLines([head])}${csvLines(rows)}`
}

/** Rows of a table of which the beginning was written before. */
export function csvLines(rows: Row[]): string {
  const safe = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? escapeFormulas(cell) : cell)))
  return stringify(safe, { record_delimiter: 'windows' })
}
