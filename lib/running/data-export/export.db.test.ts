import { text } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { eq, inArray } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { db } from '@/db/client'
import { applications, events } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { callDefinitionSchema } from '@/lib/call/definition'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aStaffMember, aSubmitted, assignTo, conflictOf, handInReview } from '@/lib/tools/testing/staff'
import { columnsOf } from './columns'
import { exportData } from './export'
import { formAgain, OFFICER_PATH, typedIn } from './form'
import type { ExportRequest } from './schema'

let call: Call
let admin: Person
let numbers: string[]

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
  admin = await aStaffMember([{ role: 'admin', callId: null }])
  const evil = { research: { ...phdAnswers.research, title: '=HYPERLINK("http://evil")' } }
  const first = await aSubmitted(call, { institution: 'ustc', answers: evil, name: '+Plus Person' })
  const second = await aSubmitted(call, { institution: 'ucas', state: 'nominated' })
  const hidden = await aSubmitted(call, { institution: 'ucas', name: 'Hidden Person' })
  await conflictOf(admin, hidden.id)
  numbers = [first.number, second.number]
})

const all = () => columnsOf(call.definition).map(({ key }) => key)
const asked = (more: Partial<ExportRequest>): ExportRequest => ({
  call: '2021',
  format: 'csv',
  purpose: 'The ministry',
  states: 'all',
  columns: all(),
  ...more,
})

test('CSV, JSON and XLSX hold the same chosen columns of all readable applications, and no formula', async () => {
  const csv = parse(await text(await exportData(db, admin, call, asked({}))), { bom: true }) as string[][]
  expect(csv[0]).toEqual(['Number', ...columnsOf(call.definition).map(({ label }) => label)])
  expect(csv.slice(1).map(([number]) => number)).toEqual(numbers)
  expect(csv.flat().filter((cell) => /^[=+@]/.test(cell))).toEqual([])
  expect(csv.flat()).toContain('\'=HYPERLINK("http://evil")')
  const json = JSON.parse(await text(await exportData(db, admin, call, asked({ format: 'json' }))))
  expect(json.map(({ number }: { number: string }) => number)).toEqual(numbers)
  expect(json[0]['research.title']).toBe('=HYPERLINK("http://evil")')
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.read((await exportData(db, admin, call, asked({ format: 'xlsx' }))) as never)
  const [sheet] = workbook.worksheets
  expect(sheet!.rowCount).toBe(3)
  expect(sheet!.getRow(2).getCell(1).value).toBe(numbers[0])
  expect(JSON.stringify(sheet!.getSheetValues())).not.toContain('Hidden Person')
})

test('the record shows the export with its purpose and columns', async () => {
  await text(await exportData(db, admin, call, asked({ columns: ['state', 'nothing'], institution: 'ustc' })))
  const rows = await db.select().from(events).where(eq(events.type, 'data-exported'))
  expect(rows.at(-1)).toMatchObject({
    actorId: admin.id,
    data: { purpose: 'The ministry', institution: 'ustc', columns: ['state'] },
  })
})

test('a filter holds, an empty result is an empty file, and only an admin of the Call takes one', async () => {
  const nominated = await text(await exportData(db, admin, call, asked({ states: 'nominated', format: 'json' })))
  expect(JSON.parse(nominated)).toHaveLength(1)
  expect(
    JSON.parse(await text(await exportData(db, admin, call, asked({ states: 'enrolled', format: 'json' })))),
  ).toEqual([])
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  await expect(exportData(db, chief, call, asked({}))).rejects.toMatchObject({ code: 'not-found' })
  await expect(exportData(db, admin, call, asked({ columns: ['x'] }))).rejects.toMatchObject({ code: 'invalid' })
})

test('an officer exports only their institution, even with other roles, and no score before their own review', async () => {
  const officer = await aStaffMember([
    { role: 'officer', callId: call.id, institution: 'siom' },
    { role: 'reviewer', callId: call.id },
  ])
  const names = ['Own Person', 'Conflicted Person', 'Reviewed Person'] as const
  const [own, conflicted, reviewed] = [
    await aSubmitted(call, { institution: 'siom', name: names[0] }),
    await aSubmitted(call, { institution: 'siom', name: names[1] }),
    await aSubmitted(call, { institution: 'siom', name: names[2], state: 'under-review' }),
  ]
  await conflictOf(officer, conflicted.id)
  await db
    .update(applications)
    .set({ score: 7.5 })
    .where(inArray(applications.id, [own.id, reviewed.id]))
  const assignment = await assignTo(officer, reviewed.id)
  const take = async (person: Person, more = {}) =>
    JSON.parse(await text(await exportData(db, person, call, asked({ format: 'json', ...more }))))
  const file = await take(officer)
  expect(file).toMatchObject([
    { number: own.number, score: 7.5, 'research.title': expect.any(String) },
    { number: reviewed.number, score: null },
  ])
  expect(JSON.stringify(file)).not.toContain(names[1])
  await handInReview(assignment)
  expect((await take(officer))[1]).toMatchObject({ score: 7.5 })
  // In every format, without what they read as a chief.
  expect(await take(officer, { institution: 'ucas' })).toEqual([])
  const both: Person = { ...officer, roles: [...officer.roles, { role: 'chief', callId: call.id }] }
  expect(await take(both)).toHaveLength(2)
  const [event] = (await db.select().from(events).where(eq(events.actorId, officer.id))).slice(-1)
  expect(event).toMatchObject({ type: 'data-exported', actorRole: 'officer' })
  const other = await aStaffMember([{ role: 'officer', callId: (await aCall(24)).id, institution: 'siom' }])
  await expect(take(other)).rejects.toMatchObject({ code: 'not-found' })
})

test('the form keeps its values after an error', () => {
  const form = new FormData()
  const typed = { call: '2021', from: OFFICER_PATH, purpose: 'x', states: 'awarded', format: 'csv', track: 'phd' }
  for (const [name, value] of Object.entries(typed)) form.append(name, value)
  for (const column of ['state', 'research.title']) form.append('columns', column)
  const url = new URL(formAgain(form, ['purpose']), 'https://portal.example')
  expect(url.pathname).toBe(OFFICER_PATH)
  expect(typedIn((name) => url.searchParams.get(name) ?? undefined)).toEqual({
    purpose: 'x',
    states: 'awarded',
    format: 'csv',
    track: 'phd',
    institution: '',
    columns: ['state', 'research.title'],
  })
  form.set('from', 'https://evil.example')
  expect(formAgain(form, [])).toMatch(/^\/admin\/exports\?/)
})

test('an invented Call has columns from its own form, including groups', () => {
  const definition = callDefinitionSchema.parse(inventedCall)
  const columns = columnsOf(definition)
  const works = columns.find(({ key }) => key === 'portfolio.works')!
  const snapshot = { answers: { portfolio: { works: [{ name: 'One' }, { name: 'Two' }] } } }
  expect(works.of({ snapshot, definition } as never)).toBe('Name: One; Name: Two')
  expect(columns.some(({ key }) => key === 'references')).toBe(false)
})
