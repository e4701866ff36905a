import { buffer, text } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { desc } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { events } from '@/db/schema'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aListed } from '@/lib/tools/testing/listing'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { exportList } from './export'
import { audienceOf } from './queries'
import { A_PAGE, viewOf } from './view'
import { visibilityOf } from './visibility'

test('an export holds all pages of the list, without formulas, and is recorded', async () => {
  const call = await aCall(48)
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const names = ['=cmd|1', '+1', '-1', '@sum', '\tx', '\rx', 'Plain "quoted", name', '李伟']
  for (let n = 1; n <= A_PAGE + 10; n++) await aListed(call, n, { name: names[n - 1] ?? `Name ${n}`, score: n / 10 })
  await aListed(call, 99, { name: 'Not found', country: 'PK' })
  const visibility = visibilityOf(admin, call)
  const view = viewOf({ q: 'country:NG', sort: '-score', columns: 'name,country,score' }, audienceOf(visibility))
  const csv = await text(await exportList(db, visibility, view, 'csv'))
  expect(csv.startsWith('\ufeffNumber,Applicant,Country,Score\r\n')).toBe(true)
  const rows: string[][] = parse(csv, { bom: true })
  expect(rows.length).toBe(A_PAGE + 11)
  expect(rows[1]).toEqual([`${call.definition.code}-P-00060`, 'Name 60', 'Nigeria', '6'])
  expect(rows.slice(-8).map((row) => row[1])).toEqual([
    '李伟',
    'Plain "quoted", name',
    "'\rx",
    "'\tx",
    "'@sum",
    "'-1",
    "'+1",
    "'=cmd|1",
  ])
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await buffer(await exportList(db, visibility, view, 'xlsx'))) as never)
  const [sheet] = workbook.worksheets
  expect(sheet!.rowCount).toBe(A_PAGE + 11)
  expect((sheet!.getRow(2).values as unknown[]).slice(1)).toEqual([
    `${call.definition.code}-P-00060`,
    'Name 60',
    'Nigeria',
    6,
  ])
  const last = sheet!.getRow(A_PAGE + 11).getCell(2)
  expect([last.type, last.value]).toEqual([ExcelJS.ValueType.String, "'=cmd|1"])
  const [event] = await db.select().from(events).orderBy(desc(events.id)).limit(1)
  expect(event).toMatchObject({ type: 'list-exported', actorId: admin.id, actorRole: 'admin' })
  expect(event!.data).toMatchObject({ search: 'country:NG', count: A_PAGE + 10, format: 'xlsx' })
})
