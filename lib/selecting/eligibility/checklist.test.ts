import { expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { inventedCall } from '@/db/calls/invented'
import { type CallDefinition, callDefinitionSchema } from '@/lib/call/definition'
import type { AllAnswers } from '@/lib/form/definition'
import { mastersAnswers, phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { checklistOf } from './checklist'
import type { Checked, RequestFacts, SnapshotFile } from './items'
import { outdated, warningsOf } from './judgements'

const definition = callDefinitionSchema.parse(call2021)
const NOW = new Date('2021-04-05T00:00:00Z')

const aFile = (kind: string, sha256 = kind, pages = 2): SnapshotFile => ({
  id: `id-${kind}`,
  kind,
  filename: `${kind}.pdf`,
  type: 'application/pdf',
  size: 9,
  pages,
  sha256,
})
const aRequest = (given: Partial<RequestFacts> = {}): RequestFacts => ({
  id: 'r1',
  kind: 'referee',
  state: 'received',
  name: 'Ada',
  email: 'ada@university.example',
  agreedFor: null,
  invitedAt: new Date('2021-03-01T00:00:00Z'),
  answeredAt: new Date('2021-03-05T00:00:00Z'),
  file: false,
  ...given,
})
const requests = [
  aRequest(),
  aRequest({ id: 'r2', state: 'invited', answeredAt: null }),
  aRequest({ id: 's1', kind: 'supervisor', agreedFor: 'ucas', email: 'li@ucas.example' }),
]
const checked = (given: Partial<Checked> & { answers?: AllAnswers } = {}): Checked => ({
  definition,
  snapshot: { answers: given.answers ?? phdAnswers, documents: phdDocuments.map((kind) => aFile(kind)) },
  day: '2021-03-30',
  institution: 'ucas',
  requests,
  now: NOW,
  lettersUntil: new Date('2021-04-14T15:59:59Z'),
  ...given,
})
const itemOf = (given: Checked, key: string) => checklistOf(given).find((item) => item.key === key)

test('every rule of the track, every document and every referee or supervisor is an item, with its evidence', () => {
  const keys = checklistOf(checked()).map(({ key }) => key)
  const rules = ['age-phd', 'citizenship', 'degree-phd', 'language', 'no-other'].map((key) => `rule:${key}`)
  const documents = phdDocuments.map((key) => `document:${key}`)
  const letters = ['r1', 'r2', 's1'].map((id) => `letter:${id}`)
  expect(keys.sort()).toEqual([...rules, 'answer:passport.expiresOn', ...documents, ...letters].sort())
  expect(itemOf(checked(), 'rule:age-phd')).toMatchObject({
    finding: 'met',
    says: 'Date of birth: 1 January 1986',
    files: [{ kind: 'passport' }],
  })
  expect(itemOf(checked(), 'rule:degree-phd')!.files.map(({ kind }) => kind)).toEqual([
    'master',
    'bachelor',
    'transcripts',
  ])
})

test('every rule refers to a document of the Call', () => {
  const kinds = definition.documents.map(({ key }) => key)
  const named = [
    ...definition.eligibility.rules.flatMap(({ evidence }) => evidence ?? []),
    ...definition.sections.flatMap(({ fields }) => fields.flatMap(({ evidence }) => evidence ?? [])),
  ]
  expect(named.length).toBeGreaterThan(0)
  for (const key of named) expect(kinds).toContain(key)
})

test('the machine finds what is not met, and does not guess from silence', () => {
  const of = (personal: object) =>
    checked({ answers: { ...phdAnswers, personal: { ...phdAnswers.personal, ...personal } } })
  const born = { birthDate: { day: '31', month: '12', year: '1985' } }
  expect(itemOf(of(born), 'rule:age-phd')).toMatchObject({
    finding: 'not-met',
    says: 'Date of birth: 31 December 1985',
  })
  expect(itemOf(of({ nationality: 'CN' }), 'rule:citizenship')!.finding).toBe('not-met')
  expect(itemOf(of({ nationality: undefined }), 'rule:citizenship')).toMatchObject({
    finding: 'look',
    says: 'The application does not say.',
  })
})

test('the passport is valid as long as the form asks, counted from the day of submission', () => {
  const until = (year: string) =>
    checked({
      answers: { ...phdAnswers, passport: { ...phdAnswers.passport, expiresOn: { day: '30', month: '3', year } } },
    })
  expect(itemOf(until('2023'), 'answer:passport.expiresOn')!.finding).toBe('met')
  expect(itemOf(until('2022'), 'answer:passport.expiresOn')!.finding).toBe('not-met')
})

test('documents: missing, too long, and optional ones only if they are there', () => {
  const with_ = (documents: SnapshotFile[]) => checked({ snapshot: { answers: phdAnswers, documents } })
  expect(itemOf(with_([]), 'document:cv')).toMatchObject({ finding: 'not-met', says: 'Missing.' })
  expect(itemOf(with_([aFile('cv', 'x', 11)]), 'document:cv')!.says).toMatch(/11 pages, and the Call takes 10/)
  expect(itemOf(with_([]), 'document:papers')).toBeUndefined()
  expect(itemOf(with_([aFile('papers')]), 'document:papers')!.finding).toBe('met')
})

test('a missing letter is no failure before it is due', () => {
  expect(itemOf(checked(), 'letter:r2')).toMatchObject({ finding: 'look' })
  expect(itemOf(checked(), 'letter:r2')!.says).toMatch(/asked on 1 March 2021. It can come until 14 April 2021/)
  const after = checked({ now: new Date('2021-04-15T00:00:00Z') })
  expect(itemOf(after, 'letter:r2')).toMatchObject({ finding: 'not-met' })
  expect(itemOf(after, 'letter:r1')).toMatchObject({ finding: 'met', letter: { id: 'r1' } })
})

test('an agreement for another institution, a free-mail address, nobody named', () => {
  expect(itemOf(checked({ institution: 'imp' }), 'letter:s1')!.finding).toBe('not-met')
  const free = checked({ requests: [aRequest({ email: 'somebody@gmail.com' })] })
  expect(itemOf(free, 'letter:r1')!.finding).toBe('look')
  expect(itemOf(free, 'letters:referees')!.says).toBe('1 of 2 referees are named.')
  expect(itemOf(free, 'letters:supervisor')!.finding).toBe('not-met')
  const atUstc = checked({ answers: mastersAnswers, institution: 'ustc', requests: [] })
  expect(itemOf(atUstc, 'letters:supervisor')).toBeUndefined()
})

test('another Call has another checklist, from its data alone', () => {
  const invented: CallDefinition = callDefinitionSchema.parse(inventedCall)
  const of = (answers: AllAnswers, documents: SnapshotFile[] = []) =>
    checklistOf(
      checked({ definition: invented, snapshot: { answers, documents }, institution: 'nile-lab', requests: [] }),
    )
  const artist = of({ basics: { what: 'artist', where: 'nile-lab', shoe: 'l' } })
  expect(artist).toMatchObject([{ key: 'rule:shoes', finding: 'not-met', says: 'Shoe size: Large' }])
  expect(of({ basics: { what: 'school', where: 'nile-lab', shoe: 'l' } })).toEqual([])
  const fellow = of({ basics: { what: 'fellow', where: 'nile-lab', shoe: 's' } }, [aFile('thesis')])
  expect(fellow).toMatchObject([{ key: 'document:thesis', finding: 'met' }])
})

const judge = (item: string, at: string, verdict: 'met' | 'not-met' | 'unclear' = 'met') => ({
  item,
  verdict,
  note: null,
  personId: 'p',
  by: 'Li Wei',
  at: new Date(at),
})

test('after a correction the officer checks only what changed', () => {
  const before = checklistOf(checked())
  const documents = phdDocuments.map((kind) => aFile(kind, kind === 'passport' ? 'sharper' : kind))
  const after = checklistOf(checked({ snapshot: { answers: phdAnswers, documents } }))
  const attempts = [
    { submittedAt: new Date('2021-03-30T00:00:00Z'), items: before },
    { submittedAt: new Date('2021-04-04T00:00:00Z'), items: after },
  ]
  const judged = before.map(({ key }) => judge(key, '2021-04-02T00:00:00Z'))
  // Everything that the passport shows, and nothing else.
  expect([...outdated(attempts, judged)].sort()).toEqual(
    ['answer:passport.expiresOn', 'document:passport', 'rule:age-phd', 'rule:citizenship'].sort(),
  )
  expect(
    outdated(
      attempts,
      before.map(({ key }) => judge(key, '2021-04-04T12:00:00Z')),
    ).size,
  ).toBe(0)
  expect([...outdated(attempts, [judge('letter:r1', '2021-03-04T00:00:00Z')])]).toEqual(['letter:r1'])
})

test('a decision against the checklist shows a warning', () => {
  const items = checklistOf(checked({ snapshot: { answers: phdAnswers, documents: [] } }))
  const all = items.map(({ key }) => judge(key, '2021-04-02T00:00:00Z'))
  expect(warningsOf('eligible', items, all)).toEqual([])
  expect(warningsOf('ineligible', items, all)).toEqual(['No item of the checklist is judged as not met.'])
  const [birthDate] = items
  const one = [...all.slice(1), judge(birthDate!.key, '2021-04-02T00:00:00Z', 'not-met')]
  expect(warningsOf('eligible', items, one)).toEqual([
    'Judged as not met: “PhD applicants were born on or after 1 January 1986”.',
  ])
  expect(warningsOf('ineligible', items, one)).toEqual([])
  expect(warningsOf('eligible', items, []).join()).toMatch(/not judged by anybody: .*“Passport”/)
})
