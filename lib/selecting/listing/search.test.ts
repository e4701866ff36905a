import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KEYWORDS, type Keyword, rangeOf } from './keywords'
import { group, parseSearch, printSearch, type Query, termsOf, withoutTerm, withTerm } from './search'

test('keywords, words, quotations, alternatives and exclusions', () => {
  expect(parseSearch('track:phd,masters -country:"South Africa" "soil carbon"')).toEqual({
    query: {
      kind: 'and',
      of: [
        { kind: 'term', keyword: 'track', values: ['phd', 'masters'] },
        { kind: 'not', of: { kind: 'term', keyword: 'country', values: ['South Africa'] } },
        { kind: 'words', text: 'soil carbon' },
      ],
    },
    problems: [],
  })
  expect(parseSearch('(state:submitted OR score:>=4) not soil').query).toEqual({
    kind: 'and',
    of: [
      {
        kind: 'or',
        of: [
          { kind: 'term', keyword: 'status', values: ['submitted'] },
          { kind: 'term', keyword: 'score', values: ['>=4'] },
        ],
      },
      { kind: 'not', of: { kind: 'words', text: 'soil' } },
    ],
  })
  expect(parseSearch('soil-carbon').query).toEqual({ kind: 'words', text: 'soil-carbon' })
  expect(parseSearch('track：phd “soil carbon”').problems).toEqual([])
})

test('a strange part is reported with its place, and counts as words or not at all', () => {
  expect(parseSearch('colour:red soil')).toEqual({
    query: {
      kind: 'and',
      of: [
        { kind: 'words', text: 'colour:red' },
        { kind: 'words', text: 'soil' },
      ],
    },
    problems: [{ message: '“colour:” is no keyword of this list, so it is searched for as words.', from: 0, to: 7 }],
  })
  const problemsOf = (text: string) => parseSearch(text).problems.map(({ message }) => message)
  expect(problemsOf('track:')).toEqual(['Nothing stands after “track:”, so it is left out.'])
  expect(problemsOf('"soil')).toEqual(['A quotation mark is missing at the end.'])
  expect(problemsOf('(soil')).toEqual(['A parenthesis is not closed.'])
  expect(problemsOf('soil)')).toEqual(['A parenthesis is closed that was not opened.'])
  expect(problemsOf('('.repeat(1000))[0]).toBe('Too many parentheses stand in one another.')
  expect(problemsOf('x'.repeat(1001))).toEqual(['Only the first 1,000 characters of the search count.'])
})

test('ranges of numbers', () => {
  expect(rangeOf('>4')).toEqual({ from: 4, to: null, fromOpen: true, toOpen: false })
  expect(rangeOf('<=4.5')).toEqual({ from: null, to: 4.5, fromOpen: false, toOpen: false })
  expect(rangeOf('4..6')).toEqual({ from: 4, to: 6, fromOpen: false, toOpen: false })
  expect(rangeOf('4')).toEqual({ from: 4, to: 4, fromOpen: false, toOpen: false })
  for (const text of ['', '..', 'four', '4..x', '>', '1e9', '-4']) expect(rangeOf(text), text).toBeNull()
})

test('a facet adds a term and removes it', () => {
  const { query } = parseSearch('soil or water')
  const narrowed = withTerm(query, 'country', 'NG')
  expect(narrowed).toBe('(soil or water) country:NG')
  const again = parseSearch(narrowed).query
  expect(withoutTerm(again, termsOf(again)[0]!)).toBe('soil or water')
})

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        '(',
        ')',
        '"',
        '“',
        '-',
        ' ',
        ' or ',
        'not ',
        ':',
        ',',
        'track:',
        'score:',
        '>4',
        'soil',
        '土',
        '…',
        '\0',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
)

test('any text is a search, and prints as the same search', () => {
  fc.assert(
    fc.property(text, (typed) => {
      const { query, problems } = parseSearch(typed)
      for (const { from, to } of problems) expect(from >= 0 && from <= to && to <= typed.length).toBe(true)
      expect(parseSearch(printSearch(query)).query).toEqual(query)
    }),
    { numRuns: 2000 },
  )
})

/** Every query that the language can express. */
const queries = fc.letrec<{ query: Query }>((tie) => {
  const value = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .map((given) => given.replace(/["“”]/g, 'x'))
    .filter((given) => given.trim() !== '')
  const leaf = fc.oneof(
    value.map((words): Query => ({ kind: 'words', text: words })),
    fc.record({
      kind: fc.constant('term' as const),
      keyword: fc.constantFrom(...(Object.keys(KEYWORDS) as Keyword[])),
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
    }),
  )
  const many = fc.array(tie('query'), { minLength: 1, maxLength: 3 })
  return {
    query: fc.oneof(
      { maxDepth: 3 },
      leaf,
      tie('query').map((of): Query => (of.kind === 'not' ? of.of : { kind: 'not', of })),
      many.map((of) => group('and', of)!),
      many.map((of) => group('or', of)!),
    ),
  }
}).query

test('any query prints and reads as the same', () => {
  fc.assert(
    fc.property(queries, (query) => {
      const printed = printSearch(query)
      fc.pre(printed.length <= 1000)
      expect(parseSearch(printed).query).toEqual(query)
    }),
    { numRuns: 2000 },
  )
})
