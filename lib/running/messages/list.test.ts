import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byDay } from './list'

test('each notification stays in order under its day, and each day appears once', () => {
  const dates = fc.array(fc.date({ min: new Date('2026-01-01'), max: new Date('2026-01-05'), noInvalidDate: true }))
  fc.assert(
    fc.property(dates, (given) => {
      const list = given.sort((a, b) => Number(b) - Number(a)).map((createdAt) => ({ createdAt }))
      const days = byDay(list)
      expect(days.flatMap(({ items }) => items)).toEqual(list)
      expect(new Set(days.map(({ day }) => day)).size).toBe(days.length)
      for (const { day, items } of days)
        for (const { createdAt } of items) expect(createdAt.toISOString().startsWith(day)).toBe(true)
    }),
  )
})
