import { expect, test } from 'vitest'
import type * as z from 'zod'
import { findSchema } from '@/lib/applying/acting/schema'
import { extensionSchema } from '@/lib/applying/deadline/schema'
import { readCode } from '@/lib/awarding/decision/code'
import { quotaSchema, reorderSchema, scenarioSchema } from '@/lib/awarding/decision/forms'
import { conditionSchema } from '@/lib/awarding/offer/schema'
import { readFilter as readSignIns } from '@/lib/people/access/filter'
import { plainCode } from '@/lib/people/second-factor/rules'
import { readFilter } from '@/lib/running/audit/filter'
import { readTyped } from '@/lib/running/call-editor/read'
import { beginSchema } from '@/lib/running/call-editor/schema'
import { acceptsSchema, parametersSchema } from '@/lib/selecting/assignment/schema'
import { decisionSchema } from '@/lib/selecting/eligibility/schema'
import { rangeOf } from '@/lib/selecting/listing/keywords'
import { ranksSchema } from '@/lib/selecting/nomination/schema'
import { isTime, wholeNumber, words } from './typed'

const id = '00000000-0000-4000-8000-000000000001'
const where = { call: '2021', track: 'phd' }
/** 15 April 2030 in Persian, Devanagari and full-width digits, with signs that change the writing direction. */
const date = { day: '\u200f۱۵', month: '४\u00a0', year: '２０３０' }
const plainDate = { day: '15', month: '4', year: '2030' }

const cases: [name: string, schema: z.ZodType, typed: object | string, read: unknown][] = [
  [
    'a deadline',
    extensionSchema,
    { scope: 'application', who: 'Ann <ann@пример.рф>', date, time: '２３：５９', reason: 'Ill' },
    { date: plainDate, time: '23:59', who: 'ann@xn--e1afmkfd.xn--p1ai' },
  ],
  ['whom to act for', findSchema, { who: 'anso\u2011p\u2011٠٠١٢٩' }, { who: 'ANSO-P-00129' }],
  [
    'the day of a correction',
    decisionSchema,
    { id, seen: '', outcome: 'returned', correct: 'The passport', date, time: '٢٣:٥٩' },
    { date: plainDate, time: '23:59' },
  ],
  ['the day of a condition', conditionSchema, { id, text: 'Degree', due: date }, { due: plainDate }],
  ['a quota', quotaSchema, { ...where, quota: '۳۰۰', seen: '1', reason: 'New places' }, { quota: 300 }],
  [
    'places of a waiting list',
    reorderSchema,
    { ...where, seen: id, places: [{ id, place: '２' }] },
    { places: [{ id, place: '2' }] },
  ],
  [
    'a scenario',
    scenarioSchema,
    {
      ...where,
      name: 'One',
      scoreWeight: '٠٫٥',
      rankWeight: '०',
      tieBreak: 'draw',
      seed: '４２',
      waiting: '٥٠',
      limits: [{ whom: 'Women', amount: '۳۰' }],
    },
    { scoreWeight: 0.5, rankWeight: 0, seed: '42', waiting: 50, limits: [expect.objectContaining({ amount: '30' })] },
  ],
  [
    'ranks',
    ranksSchema,
    {
      call: '2021',
      institution: 'ustc',
      track: 'phd',
      version: '1',
      candidates: [
        { id, rank: '１' },
        { id, rank: '' },
      ],
    },
    { candidates: [expect.objectContaining({ rank: '1' }), expect.objectContaining({ rank: '' })] },
  ],
  ['reviewers an application', parametersSchema, { perApplication: '३', disciplines: 'prefer' }, { perApplication: 3 }],
  ['the same as it is stored', parametersSchema, { perApplication: 3, disciplines: 'prefer' }, { perApplication: 3 }],
  [
    'a new Call',
    beginSchema,
    { from: '2021', slug: '２０２２', title: 'Next', code: 'ANSO\u20112022', years: '１' },
    { slug: '2022', code: 'ANSO-2022', years: 1 },
  ],
]

test.each(cases)('%s is read in digits of any script', (_, schema, typed, read) => {
  expect(schema.parse(typed)).toMatchObject(read as object)
})

test('filters, codes and the values of a Call are read in digits of any script', () => {
  expect(acceptsSchema.parse(' ١٢ ')).toBe(12)
  expect(
    readFilter({ from: '２０２１－０３－３１', number: 'anso–p–००१२९', person: 'Ann <ann@example.org>' }),
  ).toMatchObject({
    filter: { from: '2021-03-31', number: 'ANSO-P-00129', person: 'ann@example.org' },
    errors: {},
  })
  expect(readSignIns({ person: 'Ann <ann@пример.рф>' })).toMatchObject({ person: 'ann@xn--e1afmkfd.xn--p1ai' })
  expect(rangeOf('≥٤٫٥')).toEqual({ from: 4.5, to: null, fromOpen: false, toOpen: false })
  expect(rangeOf('۴–۶')).toEqual({ from: 4, to: 6, fromOpen: false, toOpen: false })
  expect(readCode('７ｋｑ２ｍ－abcde\u2013١٢٣٤٥')).toBe('7KQ2MABCDE12345')
  expect(plainCode('१२३ ४५६')).toBe('123456')
  const value = (kind: string, typed: string) =>
    readTyped({ path: 'it', label: 'It', kind, numbers: true } as never, typed, 'Asia/Shanghai')
  expect(value('number', '−٣')).toEqual({ value: -3 })
  expect(value('date', '１９９１－０１－３１')).toEqual({ value: '1991-01-31' })
  expect(value('instant', '٢٠٣٠-٠٣-٣١ ٢٣:٥٩')).toEqual({ value: '2030-03-31T23:59:00+08:00' })
  expect(value('lines', '7\n２')).toEqual({ value: [7, 2] })
})

test('an empty field is no number, and neither is a half or a word', () => {
  const places = wholeNumber(0, 5, 'Enter a number')
  for (const typed of ['', ' ', '0.5', '6', '-1', 'two', '1e0', undefined, null, {}])
    expect(places.safeParse(typed).success, String(typed)).toBe(false)
  for (const time of ['24:00', '9', '12:60', '']) expect(isTime(time)).toBe(false)
})

test('words stay as they were typed, but what cannot be seen or stored is nothing', () => {
  for (const typed of ['=1+1', '\u202eabc', 'می\u200cخواهم ۱۵', 'e\u0301', 'two\n\tlines', '👩‍👩‍👧', 'x\u200b'])
    expect(words.parse(` ${typed}\n`)).toBe(typed)
  expect(words.parse('half\ud800 zero\0')).toBe('half\ufffd zero')
  for (const typed of ['', ' \u00a0\n', '\u200b\u2060', '\ufeff \u200f', '\0']) expect(words.parse(typed)).toBe('')
})
