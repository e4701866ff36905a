import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import type { Database, Executor } from '@/db/client'
import { isStaff, staffRole } from '@/lib/people/permissions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { csvLines, csvOf, escapeFormulas } from '@/lib/shared/format/csv'
import { type Cell, cellOf, headsOf } from './cells'
import { matchingIds, rowsOf } from './queries'
import type { View } from './view'
import type { Visibility } from './visibility'

/** An export holds at most this many; the page says so where there are more. */
export const MOST_EXPORTED = 200_000
const AT_ONCE = 1000

/** The rows with these ids as a view shows them, in batches, so that memory stays small. */
export async function* exportRows(
  executor: Executor,
  visibility: Visibility,
  view: View,
  ids: string[],
): AsyncGenerator<Cell[][]> {
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const rows = await rowsOf(executor, visibility, view, ids.slice(at, at + AT_ONCE))
    yield rows.map((row) => [
      row.number,
      ...view.columns.map((column) => cellOf(row, column, visibility.call.definition)),
    ])
  }
}

/**
 * Exports all pages of the list, with the visible columns, as CSV or XLSX, in pieces. It leaves out what the person may
 * not know, and records the export.
 */
export async function exportList(
  db: Database,
  visibility: Visibility,
  view: View,
  format: 'csv' | 'xlsx',
): Promise<Readable> {
  const { person, call } = visibility
  const ids = await matchingIds(db, visibility, view, MOST_EXPORTED)
  const { typed, columns, sort, descending } = view
  await recordEvent(db, {
    applicationId: null,
    actorId: person.id,
    type: 'list-exported',
    actorRole: isStaff(person) ? staffRole(person) : 'reviewer',
    data: { call: call.slug, search: typed, sort, descending, columns, format, count: ids.length },
  })
  const rows = exportRows(db, visibility, view, ids)
  return format === 'csv' ? Readable.from(csvPieces(headsOf(columns), rows)) : xlsxOf(headsOf(columns), rows)
}

async function* csvPieces(heads: string[], batches: AsyncIterable<Cell[][]>) {
  yield csvOf(heads, [])
  for await (const rows of batches) yield csvLines(rows)
}

/** Writes a workbook with one sheet, row by row. */
function xlsxOf(heads: string[], batches: AsyncIterable<Cell[][]>): Readable {
  const stream = new PassThrough()
  const write = async () => {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream })
    const sheet = workbook.addWorksheet('Applications', { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRow(heads).commit()
    for await (const rows of batches) {
      for (const row of rows)
        sheet.addRow(row.map((cell) => (typeof cell === 'string' ? escapeFormulas(cell) : cell))).commit()
      if (stream.writableNeedDrain) await once(stream, 'drain')
    }
    await workbook.commit()
  }
  write().catch((error) => stream.destroy(error))
  return stream
}
