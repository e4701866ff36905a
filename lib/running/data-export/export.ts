import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import { and, asc, eq, gt, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import type { Database, Executor } from '@/db/client'
import { applications, submissions } from '@/db/schema'
import type { Snapshot } from '@/lib/applying/application/frozen-submission'
import type { Call } from '@/lib/call/call'
import { STATES } from '@/lib/lifecycle/application'
import { hasReached } from '@/lib/lifecycle/stages'
import type { Person } from '@/lib/people/actor'
import { canConfigure, canExport, exporting } from '@/lib/people/permissions'
import { readableAsStaff } from '@/lib/people/readable'
import { definitionOf } from '@/lib/platform/call-store/versions'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { shown, visibilityOf } from '@/lib/selecting/listing/visibility'
import { PortalError } from '@/lib/shared/errors'
import { csvLines, csvOf, escapeFormulas } from '@/lib/shared/format/csv'
import { type Cell, type Column, columnsOf, type Exported } from './columns'
import type { ExportRequest } from './schema'

const AT_ONCE = 500

/** The requested applications that the person reads, by number, in batches, so that memory stays small. */
async function* rowsOf(
  executor: Executor,
  person: Person,
  call: Call,
  asked: ExportRequest,
): AsyncGenerator<Exported[]> {
  const { states } = asked
  const reached = states === 'all' ? null : STATES.filter((state) => hasReached(state, states))
  const { reviewed } = visibilityOf(person, call)
  const wanted = and(
    eq(applications.callId, call.id),
    readableAsStaff(exporting(person)),
    isNotNull(applications.number),
    asked.track ? eq(applications.track, asked.track) : undefined,
    asked.institution ? eq(applications.institution, asked.institution) : undefined,
    reached ? inArray(applications.state, reached) : undefined,
  )
  let after = ''
  for (;;) {
    const latest = sql`${submissions.attempt} = (select max(s.attempt) from ${submissions} s where s.application_id = ${applications.id})`
    const rows = await executor
      .select({
        number: sql<string>`${applications.number}`,
        state: applications.state,
        submittedAt: submissions.submittedAt,
        // Not for an application that they still have to review themselves.
        score: shown(reviewed, sql`${applications.score}`) as SQL<number | null>,
        snapshot: sql<Snapshot>`${submissions.snapshot}`,
      })
      .from(applications)
      .innerJoin(submissions, and(eq(submissions.applicationId, applications.id), latest))
      .where(and(wanted, gt(applications.number, after)))
      .orderBy(asc(applications.number))
      .limit(AT_ONCE)
    if (rows.length === 0) return
    yield await Promise.all(
      rows.map(async (row) => ({ ...row, definition: await definitionOf(executor, call, row.snapshot) })),
    )
    after = rows.at(-1)!.number
  }
}

/**
 * Exports applications of a Call with chosen columns, in pieces. Before the first piece it records the person, the
 * recipient and the columns.
 * @throws PortalError 'not-found' unless the person is an officer or admin of the Call; 'invalid' without any existing
 * column.
 */
export async function exportData(db: Database, person: Person, call: Call, asked: ExportRequest): Promise<Readable> {
  if (!canExport(person, call.id)) throw new PortalError('not-found', 'There is no such Call, or it is not yours.')
  const columns = columnsOf(call.definition).filter(({ key }) => asked.columns.includes(key))
  if (columns.length === 0) throw new PortalError('invalid', 'Choose at least one column.')
  const { format, purpose, track = null, institution = null, states } = asked
  const actorRole = canConfigure(person, call.id) ? 'admin' : 'officer'
  await recordEvent(db, {
    applicationId: null,
    actorId: person.id,
    actorRole,
    type: 'data-exported',
    data: { call: call.slug, format, purpose, track, institution, states, columns: columns.map(({ key }) => key) },
  })
  const batches = rowsOf(db, person, call, asked)
  if (format === 'json') return Readable.from(jsonPieces(columns, batches))
  return format === 'csv' ? Readable.from(csvPieces(columns, batches)) : xlsxOf(columns, batches)
}

const cellsOf = (columns: Column[], row: Exported): Cell[] => [row.number, ...columns.map((column) => column.of(row))]
const headOf = (columns: Column[]) => ['Number', ...columns.map(({ label }) => label)]

async function* csvPieces(columns: Column[], batches: AsyncIterable<Exported[]>) {
  yield csvOf(headOf(columns), [])
  for await (const rows of batches) yield csvLines(rows.map((row) => cellsOf(columns, row)))
}

async function* jsonPieces(columns: Column[], batches: AsyncIterable<Exported[]>) {
  let before = '[\n'
  for await (const rows of batches) {
    for (const row of rows) {
      const entries = columns.map((column) => [column.key, column.of(row)])
      yield `${before}${JSON.stringify({ number: row.number, ...Object.fromEntries(entries) })}`
      before = ',\n'
    }
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/** Writes a workbook with one sheet, row by row. */
function xlsxOf(columns: Column[], batches: AsyncIterable<Exported[]>): Readable {
  const stream = new PassThrough()
  const safe = (cell: Cell) => (typeof cell === 'string' ? escapeFormulas(cell).slice(0, 32_767) : cell)
  const write = async () => {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream })
    const sheet = workbook.addWorksheet('Applications', { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRow(headOf(columns).map(safe)).commit()
    for await (const rows of batches) {
      for (const row of rows) sheet.addRow(cellsOf(columns, row).map(safe)).commit()
      if (stream.writableNeedDrain) await once(stream, 'drain')
    }
    await workbook.commit()
  }
  write().catch((error) => stream.destroy(error))
  return stream
}
