import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitOf, histogramOf, spreadOf } from './spread'

const values = fc.array(fc.nat(60), { maxLength: 40 })

test('half of the values lie on either side of the median', () => {
  expect(spreadOf([])).toBeNull()
  expect(spreadOf([3, 1, 2, 10])).toEqual({ least: 1, median: 2.5, most: 10 })
  fc.assert(
    fc.property(values, (list) => {
      fc.pre(list.length > 0)
      const { least, median, most } = spreadOf(list)!
      expect([least, most]).toEqual([Math.min(...list), Math.max(...list)])
      expect(list.filter((value) => value < median).length).toBeLessThanOrEqual(list.length / 2)
      expect(list.filter((value) => value > median).length).toBeLessThanOrEqual(list.length / 2)
    }),
  )
})

test('every value is in one bar of a histogram, which has no more bars than asked for', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 12 }), (list, steps) => {
      const bars = histogramOf(list, steps)
      expect(bars.length).toBeLessThanOrEqual(steps)
      for (const { from, to, count } of bars)
        expect(count).toBe(list.filter((value) => value >= from && value <= to).length)
      expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(list.length)
    }),
  )
})

test('each number of points has its step', () => {
  expect([0, 1, 7, 8, 11, 12, 40].map(fitOf)).toEqual([0, 1, 1, 2, 2, 3, 3])
})
