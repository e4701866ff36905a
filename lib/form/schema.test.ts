import { addDays } from 'date-fns/addDays'
import { addYears } from 'date-fns/addYears'
import { formatISO } from 'date-fns/formatISO'
import { parseISO } from 'date-fns/parseISO'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Leaf } from './definition'
import { type FormContext, leafProblem, storedSchema } from './schema'

const today = '2026-02-28'
const context: FormContext = {
  facts: {},
  today,
  choices: { tracks: [], institutions: [], programmes: [], countries: ['KE'] },
}
const base = { label: 'It', required: true as const }
const asDate = (iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { year, month, day }
}

describe('bounds of a date', () => {
  const passport: Leaf = { ...base, key: 'expires', type: 'date', min: 'today+2y' }

  test('a passport that is valid two years from today on is long enough, a day less is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: -900, max: 900 }), (days) => {
        const edge = addYears(parseISO(today), 2)
        const iso = formatISO(addDays(edge, days), { representation: 'date' })
        expect(leafProblem(passport, asDate(iso), context) === null).toBe(days >= 0)
      }),
    )
    expect(leafProblem(passport, asDate('2028-02-27'), context)).toBe('It: must be 28 February 2028 or later')
  })

  test('a month is compared as a month', () => {
    const month: Leaf = { ...base, key: 'from', type: 'month', max: 'today' }
    expect(leafProblem(month, { year: '2026', month: '2' }, context)).toBeNull()
    expect(leafProblem(month, { year: '2026', month: '3' }, context)).toBe('It: must be today or earlier')
  })
})

describe('formats', () => {
  const cases: [format: 'email' | 'url' | 'tel' | 'latin' | 'passport', good: string[], bad: string[]][] = [
    [
      'email',
      ['a.b@example.org', 'user@пример.рф', 'Ann <ann@example.org>;'],
      ['a@b', 'a b@example.org', '@example.org'],
    ],
    ['url', ['https://doi.org/10.1/x'], ['javascript:alert(1)', 'example.org']],
    [
      'tel',
      [
        '+86 10 5555 0100',
        '(0)20-555 0100',
        '＋８６　１３８００１３８０００',
        '+1 212 555 0100 ext. 12',
        '\u202a+49 30 5550100\u202c',
      ],
      ['12', 'call me'],
    ],
    [
      'latin',
      ["N'Diaye, Zoë-Ann", 'ŁUKASZ', 'SURESH A/L MUTHU', 'O’BRIEN CONOR', 'NGUYỄN THỊ LAN', 'NGUYEN THI LAN (ANNA)'],
      ['王小明', 'A1'],
    ],
    ['passport', ['EP1234567', 'Ａ１２３４５６７８'], ['??', 'AB 12', '1234']],
  ]
  test.each(cases)('%s', (format, good, bad) => {
    const field: Leaf = { ...base, key: 'it', type: 'text', maxLength: 200, format }
    for (const text of good) expect(leafProblem(field, text, context), text).toBeNull()
    for (const text of bad) expect(leafProblem(field, text, context), text).not.toBeNull()
  })
})

test('a letter of another script in a Latin name is named', () => {
  const field: Leaf = { ...base, key: 'it', type: 'text', maxLength: 200, format: 'latin' }
  expect(leafProblem(field, 'РETROV', context)).toBe('Use Latin letters, as in the passport: “Р” is a Cyrillic letter')
  expect(leafProblem(field, 'LI 伟', context)).toMatch(/“伟” is a Chinese letter/)
  expect(leafProblem(field, 'ANNA 2', context)).toMatch(/“2” is a digit/)
})

test('a date and a number are read in digits of any script', () => {
  const born: Leaf = { ...base, key: 'born', type: 'date' }
  for (const [day, month, year] of [
    ['٢٧', ' ٣ ', '١٩٩٤'],
    ['１', '１', '１９９０'],
    ['၂၇', '၃', '၁၉၉၄'],
  ])
    expect(leafProblem(born, { day, month, year }, context)).toBeNull()
  const score: Leaf = { ...base, key: 'score', type: 'number', min: 0, max: 100 }
  for (const text of ['٨٥', '８５', '८५.५', '٨٥٫٥']) expect(leafProblem(score, text, context), text).toBeNull()
  expect(leafProblem(score, '−５', context)).not.toBeNull()
})

test.each([
  ['1395', /is 1395 a year of the Persian calendar \(2016 or 2017 in the Gregorian\)/],
  ['1443', /Islamic calendar \(2021 or 2022/],
  ['2559', /Buddhist calendar \(2016 or 2017/],
  ['5776', /Hebrew calendar \(2015 or 2016/],
  ['1212', /the year 1212 cannot be right/],
])('September %s of a study is asked about', (year, question) => {
  const month: Leaf = { ...base, key: 'from', type: 'month' }
  expect(leafProblem(month, { month: '9', year }, context)).toMatch(question)
  expect(leafProblem({ ...month, max: 'today' }, { month: '9', year: '2016' }, context)).toBeNull()
})

test('an unusual year that may be meant is confirmed, for that year alone; an impossible one is not', () => {
  const expires: Leaf = { ...base, key: 'expires', type: 'date', min: 'today+2y' }
  const asked = (field: Leaf, year: string, sure?: string) =>
    leafProblem(field, { day: '1', month: '9', year, sure }, context)
  expect(asked(expires, '2076')).toBe('It: 2076 is an unusual year here. Correct it, or confirm it below')
  expect(asked(expires, '2090')).toMatch(/is 2090 a year of the Nepali calendar \(2033 .* or confirm it below$/)
  for (const year of ['2076', '2090', '２０９０']) expect(asked(expires, year, year.normalize('NFKC'))).toBeNull()
  expect(asked(expires, '2091', '2090')).not.toBeNull()
  const worked: Leaf = { ...base, key: 'worked', type: 'date', max: 'today' }
  expect(asked(worked, '1960')).toMatch(/or confirm it below$/)
  expect(asked(worked, '1960', '1960')).toBeNull()
  expect(asked(worked, '1395', '1395')).toMatch(/Persian calendar .* as the Gregorian calendar has it$/)
  expect(asked(expires, '2027', '2027')).toBe('It: must be 28 February 2028 or later')
})

test('no date lies before the day of birth, but for that day itself', () => {
  const since = { ...context, facts: { born: '1994-03-27' } }
  const from: Leaf = { ...base, key: 'from', type: 'month' }
  expect(leafProblem(from, { month: '2', year: '1994' }, since)).toMatch(/is before your date of birth/)
  expect(leafProblem(from, { month: '3', year: '1994' }, since)).toBeNull()
  const born: Leaf = { ...base, key: 'born', type: 'date', autocomplete: 'bday' }
  expect(leafProblem(born, { day: '1', month: '1', year: '1990' }, since)).toBeNull()
})

test('an answer that a browser can send is either stored as it was typed or refused, never changed in silence', () => {
  const section = {
    key: 's',
    title: 'S',
    kind: 'form' as const,
    fields: [{ ...base, key: 'text', type: 'text' as const, maxLength: 10, format: 'any' as const }],
  }
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(storedSchema(section).parse({ text, other: 'x' })).toEqual({ text })
    }),
  )
  expect(storedSchema(section).safeParse({ text: 'x'.repeat(20_001) }).success).toBe(false)
})
