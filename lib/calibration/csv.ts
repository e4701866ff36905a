import { stringify } from 'csv-stringify/sync'

/** A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP says of CSV injection. */
export function escapeFormulas(text: string): string {
  return /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/.test(text) ? `'${text}` : text
}

/** A table as CSV: UTF-8 with a byte order mark, by which spreadsheets know it; numbers stay numbers. */
export function csvOf(head: string[], rows: (string | number | null)[][]): string {
  const safe = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? escapeFormulas(cell) : cell)))
  return stringify([head, ...safe], { bom: true, record_delimiter: 'windows' })
}
