import { CsvError, parse } from 'csv-parse/sync'
import { formatNumber } from '@/lib/shared/format/format'

/** Reads a file of people from any spreadsheet. Pure. */

export const MOST_ROWS = 1000
export const MOST_BYTES = 300_000

/** Our columns, each with the headings that people use, letters only. */
const HEADERS = {
  role: ['role', 'function'],
  name: ['name', 'fullname', 'person'],
  email: ['email', 'mail', 'emailaddress', 'mailaddress', 'address'],
  institution: ['institution', 'institutionofthecall', 'institute'],
  affiliation: ['affiliation', 'organisation', 'organization', 'employer', 'workplace'],
  country: ['country'],
  tracks: ['tracks', 'track'],
  programmes: ['disciplines', 'discipline', 'programmes', 'programme', 'programs', 'program', 'subjects', 'expertise'],
  languages: ['languages', 'language'],
  most: ['loadlimit', 'load', 'limit', 'most', 'maximum', 'maxload'],
} as const
export type Column = keyof typeof HEADERS

/** The template's headings, in order. */
export const COLUMN_NAMES: Record<Column, string> = {
  role: 'Role',
  name: 'Name',
  email: 'E-mail',
  institution: 'Institution',
  affiliation: 'Affiliation',
  country: 'Country',
  tracks: 'Tracks',
  programmes: 'Disciplines',
  languages: 'Languages',
  most: 'Load limit',
}
const REQUIRED: Column[] = ['role', 'name', 'email']

export type Row = { line: number; cells: Partial<Record<Column, string>> }
export type Read = { rows: Row[]; ignored: string[] } | { problem: string }

/** The text of a file in UTF-8, with or without a byte order mark, or in UTF-16 with one; null for another encoding. */
export function decoded(bytes: Uint8Array): string | null {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff && 'utf-16be'
  try {
    const text = new TextDecoder(wide || 'utf-8', { fatal: true }).decode(bytes)
    return text.replaceAll('\0', '').replaceAll('\r\n', '\n')
  } catch {
    return null
  }
}

/** A spreadsheet's own first line, which names the separator. */
const DIVIDED_BY = /^\uFEFF?"?sep=([,;\t|])"?[,;\t]*\r?\n/i

/** The rows of a file, separated by commas, semicolons or tabs; or one sentence about what is wrong with it. */
export function readPeople(text: string): Read {
  let records: { record: string[]; info: { lines: number } }[]
  const said = DIVIDED_BY.exec(text)
  const delimiter = said?.[1] ?? delimiterOf(text)
  try {
    // The line end stays, so that lines count as in an editor.
    records = parse(said ? text.slice(said[0].length - 1) : text, {
      bom: true,
      info: true,
      trim: true,
      delimiter,
      to: MOST_ROWS + 2,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: 20_000,
    }) as never
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const where = typeof error.lines === 'number' ? ` near line ${error.lines}` : ''
    return { problem: `The file cannot be read${where}: check that its quotation marks come in pairs` }
  }
  const [head, ...body] = records
  if (!head) return { problem: 'The file is empty' }
  if (body.length > MOST_ROWS)
    return { problem: `The file has more than ${formatNumber(MOST_ROWS)} rows. Divide it into several` }
  const columns = head.record.map(columnOf)
  const missing = REQUIRED.filter((column) => !columns.includes(column)).map((column) => COLUMN_NAMES[column])
  if (missing.length > 0) return { problem: `The first line has to name the columns. Missing: ${missing.join(', ')}` }
  const twice = columns.find((column, index) => column !== null && columns.indexOf(column) !== index)
  if (twice) return { problem: `Two columns are named ${COLUMN_NAMES[twice]}` }
  if (body.length === 0) return { problem: 'The file has no row below the names of the columns' }
  const rows = body.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(
      columns.flatMap((column, index) => (column ? [[column, record[index] ?? '']] : [])),
    ) as Row['cells'],
  }))
  return { rows, ignored: head.record.filter((name, index) => columns[index] === null && name !== '') }
}

function columnOf(header: string): Column | null {
  const plain = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
  const found = Object.entries(HEADERS).find(([, names]) => (names as readonly string[]).includes(plain))
  return (found?.[0] as Column | undefined) ?? null
}

/** The separator of the headings; a spreadsheet in a country that writes 1,5 uses semicolons. */
function delimiterOf(text: string): string {
  const head = text
    .slice(0, 10_000)
    .trimStart()
    .split('\n')[0]!
    .replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((sign) => ({ sign, n: head.split(sign).length }))
  return counts.reduce((best, one) => (one.n > best.n ? one : best)).sign
}
