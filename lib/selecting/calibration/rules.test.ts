import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvOf, escapeFormulas } from '@/lib/shared/format/csv'
import { agreementOf } from './agreement'
import { minimise } from './minimise'
import { pageOf } from './order'
import { ranksOf } from './rank'
import { addressOf, viewOf } from './schema'
import { signed } from './words'

test('equal scores share the better rank, and the next rank is skipped', () => {
  expect(ranksOf([5, 9, 5, 7])).toEqual([3, 1, 3, 2])
  expect(ranksOf([])).toEqual([])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (scores) => {
      for (const [n, rank] of ranksOf(scores).entries())
        expect(rank).toBe(1 + scores.filter((score) => score > scores[n]!).length)
    }),
  )
})

test('a reviewer is compared with those who reviewed the same applications', () => {
  const scores = [
    [4, 6],
    [5, 7],
    [6, 8],
    [7, 9],
    [8, 10],
  ] as const
  const reviews = scores.flatMap(([one, two], application) => [
    { application, reviewer: 0, score: one },
    { application, reviewer: 1, score: two },
  ])
  const alone = { application: 5, reviewer: 2, score: 1 }
  const [first, , third] = agreementOf({ reviews: [...reviews, alone], applications: 6, reviewers: 3 })
  expect(first).toMatchObject({ reviews: 5, mean: 6, shared: 5, difference: -2 })
  expect(first!.correlation).toBeCloseTo(1)
  expect(first!.spread).toBeCloseTo(Math.sqrt(2.5))
  expect(third).toEqual({ reviews: 1, mean: 1, spread: null, shared: 0, difference: null, correlation: null })
})

test('the search finds the minimum of a bowl', () => {
  fc.assert(
    fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (a, b) => {
      const [x, y] = minimise((x, y) => (x - a) ** 2 + 3 * (y - b) ** 2 + (x - a) * (y - b), [1, 0.5], 1e-9)
      expect(Math.abs(x - a)).toBeLessThan(1e-3)
      expect(Math.abs(y - b)).toBeLessThan(1e-3)
    }),
  )
})

test('no text of a CSV file is a formula, and numbers stay numbers', () => {
  const csv = csvOf(
    ['Name', 'Score'],
    [
      ['=HYPERLINK("x")', -0.5],
      ['@a, b', null],
      ['李 "伟"', 3],
    ],
  )
  expect(csv).toBe('\ufeffName,Score\r\n"\'=HYPERLINK(""x"")",-0.5\r\n"\'@a, b",\r\n"李 ""伟""",3\r\n')
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(escapeFormulas(text)).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
})

test('an address gives its view back, and a wrong one gives the default', () => {
  const view = { table: 'reviewers', order: 'mean', page: 3, onlyCrossing: false } as const
  const query = new URL(addressOf('2021', 'phd', view), 'http://x').searchParams
  expect(viewOf(Object.fromEntries(query))).toEqual(view)
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (table, order, page, only) => {
      const { table: found, page: at } = viewOf({ table, order, page, only })
      expect(['applications', 'reviewers']).toContain(found)
      expect(at).toBeGreaterThan(0)
    }),
  )
  expect(viewOf({ order: 'mean' }).order).toBe('rank')
})

test('a page beyond the last is the last', () => {
  const list = Array.from({ length: 101 }, (_, n) => n)
  expect(pageOf(list, 99)).toEqual({ items: [100], page: 3, pages: 3 })
  expect(pageOf([], 1)).toEqual({ items: [], page: 1, pages: 1 })
})

test('a number shows its sign, zero shows none', () => {
  expect([signed(-0.5), signed(0.001), signed(-0.001), signed(2, 0)]).toEqual(['−0.50', '0.00', '0.00', '+2'])
})
