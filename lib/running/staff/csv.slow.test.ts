import fc from 'fast-check'
import { expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { inventedCall } from '@/db/calls/invented'
import { callDefinitionSchema } from '@/lib/call/definition'
import { decoded, MOST_ROWS, type Row, readPeople } from './csv'
import { peopleQuery, readPeopleFilter } from './filter'
import { fromForm } from './form-fields'
import { matchedAll, optionsOf, ROLES } from './rules'
import { staffSchema } from './schema'
import { templateFor } from './template'

const call = callDefinitionSchema.parse(call2021)
const invented = callDefinitionSchema.parse(inventedCall)

function rowsOf(text: string): Row[] {
  const read = readPeople(text)
  if ('problem' in read) throw new Error(read.problem)
  return read.rows
}
const problemOf = (text: string) => {
  const read = readPeople(text)
  return 'problem' in read ? read.problem : null
}

test('a file is read with or without a byte order mark, with commas, semicolons or tabs, and any order of columns', () => {
  for (const sign of [',', ';', '\t'])
    for (const mark of ['', '\uFEFF'])
      for (const end of ['\n', '\r\n']) {
        const text = [
          `E-MAIL address${sign}Role${sign}Full name`,
          `a@x.example${sign}Officer${sign}"李 ${sign} 伟"`,
          '',
        ].join(end)
        const bytes = new TextEncoder().encode(mark + text)
        const [row, ...more] = rowsOf(decoded(bytes)!)
        expect(more).toEqual([])
        expect(row).toEqual({ line: 2, cells: { email: 'a@x.example', role: 'Officer', name: `李 ${sign} 伟` } })
      }
})

test('an admin reads in a sentence why a whole file is refused', () => {
  expect(problemOf('')).toMatch(/empty/)
  expect(problemOf('role,name\nofficer,A')).toMatch(/Missing: E-mail/)
  expect(problemOf('role,name,email')).toMatch(/no row/)
  expect(problemOf('role,name,email,mail\na,b,c,d')).toMatch(/Two columns/)
  expect(problemOf('role,name,email\n"a,b,c')).toMatch(/quotation marks/)
  const line = 'officer,A,a@x.example\n'
  expect(problemOf(`role,name,email\n${line.repeat(MOST_ROWS)}`)).toBeNull()
  expect(problemOf(`role,name,email\n${line.repeat(MOST_ROWS + 1)}`)).toMatch(/more than 1,000/)
  expect(decoded(new Uint8Array([0x41, 0xe9, 0x41]))).toBeNull()
})

test('the first line that Excel writes for itself says what divides the columns, and counts as a line', () => {
  const file = '\uFEFFsep=;\r\nRole;Name;E-mail\r\nreviewer;Müller, Jürgen;jm1@example.org\r\n'
  expect(rowsOf(decoded(new TextEncoder().encode(file))!)).toEqual([
    { line: 3, cells: { role: 'reviewer', name: 'Müller, Jürgen', email: 'jm1@example.org' } },
  ])
})

test('a file in UTF-16 is read, either way round', () => {
  const text = '\uFEFFrole\tname\temail\nchief\t李伟\ta@x.example'
  const little = Buffer.from(text, 'utf16le')
  const row = { line: 2, cells: { role: 'chief', name: '李伟', email: 'a@x.example' } }
  expect(rowsOf(decoded(little)!)).toEqual([row])
  expect(rowsOf(decoded(Buffer.from(little).swap16())!)).toEqual([row])
})

test.each([
  ['\u00a0tp1@example.org\u00a0', 'tp1@example.org'],
  ['mailto:tp2@example.org', 'tp2@example.org'],
  ['Test Three <tp3@example.org>', 'tp3@example.org'],
  ['\u200btp4@example.org', 'tp4@example.org'],
  ['tp5@example.org;', 'tp5@example.org'],
])('of a cell with %j the address is taken', (cell, email) => {
  const [row] = rowsOf(`role,name,email\nadmin,Test,"${cell}"`)
  expect(staffSchema(call, 'admin').parse(row!.cells).email).toBe(email)
})

test('lines are counted as an editor counts them; empty ones and unknown columns are left out', () => {
  const read = readPeople('role,name,email,shoes\n\nofficer,A,a@x.example,41\n,,,\nchief,B,b@x.example')
  expect(read).toMatchObject({ ignored: ['shoes'], rows: [{ line: 3 }, { line: 5 }] })
})

test('no text whatever ends in an error that is not told', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void readPeople(text)))
  const cell = fc.oneof(fc.string(), fc.constantFrom('"', ';', '=1+1', '\n', 'officer'))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 8 }), (rows) => {
      const read = readPeople(`role;name;email;tracks;most\n${rows.map((row) => row.join(';')).join('\n')}`)
      if ('problem' in read) return
      for (const role of ROLES) for (const { cells } of read.rows) staffSchema(call, role).safeParse(cells)
    }),
  )
})

test('the file to fill in is understood, for any Call', () => {
  for (const definition of [call, invented]) {
    const [officer, reviewer] = rowsOf(templateFor(definition))
    const [institution] = definition.institutions
    expect(staffSchema(definition, 'officer').parse(officer!.cells)).toMatchObject({
      institution: institution!.key,
    })
    expect(staffSchema(definition, 'reviewer').parse(reviewer!.cells)).toMatchObject({
      profile: { country: 'GH', most: 12, tracks: definition.tracks.map(({ key }) => key) },
    })
  }
})

test('institutions, tracks and disciplines are known by every name of theirs, also one with a comma in it', () => {
  const options = [
    { key: 'a', names: ['a', 'Physics, applied'] },
    { key: 'b', names: ['b', 'Chemistry'] },
  ]
  expect(matchedAll(options, 'physics,  APPLIED; chemistry')).toEqual({ keys: ['a', 'b'], unknown: [] })
  expect(matchedAll(options, 'Chemistry, b, a | Alchemy')).toEqual({ keys: ['b', 'a'], unknown: ['Alchemy'] })
  const { institutions } = optionsOf(call)
  for (const { key, names } of institutions)
    for (const name of names) expect(matchedAll(institutions, name), name).toEqual({ keys: [key], unknown: [] })
})

test('a row shows all of its errors, and a cell that a spreadsheet would run is refused', () => {
  const wrong = staffSchema(call, 'reviewer').safeParse({
    name: '=HYPERLINK(1)',
    email: 'nowhere',
    programmes: 'Alchemy',
    institution: 'Hogwarts',
    country: 'Atlantis',
    most: 'many',
    affiliation: '+1',
  })
  const fields = new Set(wrong.error!.issues.map(({ path }) => path[0]))
  expect([...fields].sort()).toEqual(['affiliation', 'country', 'email', 'institution', 'most', 'name', 'programmes'])
  for (const name of ['=1+1', '+1', '-1', '@SUM'])
    expect(staffSchema(call, 'chief').safeParse({ name, email: 'a@x.example' }).success, name).toBe(false)
  expect(staffSchema(call, 'officer').safeParse({ name: 'A', email: 'a@x.example' }).success).toBe(false)
})

test('ticked boxes are read as the list that a file has', () => {
  expect(fromForm({ name: 'A', tracks: { 'is-phd': 'on', 'is-masters': 'on', x: 'on' }, more: ['x'] })).toEqual({
    name: 'A',
    tracks: 'phd;masters',
    more: '',
  })
})

test('the filter is what the address says, and back', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('q', 'role', 'state', 'call', 'page', 'institution'), fc.string()),
      (query) => {
        const filter = readPeopleFilter(query)
        expect(readPeopleFilter(Object.fromEntries(new URLSearchParams(peopleQuery(filter))))).toEqual(filter)
      },
    ),
  )
  expect(readPeopleFilter({ page: '-1', role: 'king', state: ['a'] })).toMatchObject({
    page: 1,
    role: null,
    state: null,
  })
})
