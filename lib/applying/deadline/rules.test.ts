import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf, partsOf, reminderWindows } from './rules'
import { extensionSchema } from './schema'

const date = (day: string, month: string, year: string) => ({ day, month, year })

test('a typed date and time is the end of that minute in the Call’s zone', () => {
  expect(instantOf(date('31', '3', '2030'), '23:59', 'Asia/Shanghai')).toEqual(new Date('2030-03-31T23:59:59+08:00'))
  expect(instantOf(date('01', '07', '2030'), '9.05', 'Africa/Cairo')).toEqual(new Date('2030-07-01T09:05:59+03:00'))
})

test.each([
  [date('30', '2', '2030'), '12:00', 'UTC'],
  [date('31', '4', '2030'), '12:00', 'UTC'],
  [date('1', '13', '2030'), '12:00', 'UTC'],
  [date('0', '1', '2030'), '12:00', 'UTC'],
  [date('1', '1', '2030'), '24:00', 'UTC'],
  [date('1', '1', '2030'), '12', 'UTC'],
  [date('-1', '1', '2030'), '12:00', 'UTC'],
  [date('', '', ''), '', 'UTC'],
  // Summer time begins: the clock goes from 2 to 3.
  [date('31', '3', '2030'), '02:30', 'Europe/Berlin'],
])('%j at %s in %s is none', (day, time, zone) => expect(instantOf(day, time, zone)).toBeNull())

test('an instant that a form shows reads back as the same minute', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      fc.constantFrom('Asia/Shanghai', 'UTC', 'Asia/Kathmandu'),
      (at, zone) => {
        const { time, ...parts } = partsOf(at, zone)
        const minute = (instant: Date) => Math.floor(instant.getTime() / 60_000)
        expect(minute(instantOf(parts, time, zone)!)).toBe(minute(at))
      },
    ),
  )
})

test('a draft is in the window of the smallest number of days that it is within, and in none beyond the largest', () => {
  const days = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(days, fc.double({ min: 0, max: 70, noNaN: true }), (thresholds, left) => {
      const due = reminderWindows(thresholds).filter(({ days, over }) => left > over && left <= days)
      const passed = thresholds.filter((day) => left <= day)
      const expected = left > 0 && passed.length > 0 ? [Math.min(...passed)] : []
      expect(due.map((window) => window.days)).toEqual(expected)
    }),
  )
})

test('the form tells all that is wrong at once', () => {
  const errors = (input: object) =>
    Object.fromEntries(
      extensionSchema.safeParse(input).error?.issues.map((issue) => [issue.path.join('.'), issue.message]) ?? [],
    )
  expect(Object.keys(errors({}))).toEqual(['scope', 'date', 'time', 'reason'])
  const rest = { date: date('1', '1', '2030'), time: '23:59', reason: 'Storm' }
  expect(Object.keys(errors({ scope: 'institution', ...rest }))).toEqual(['institution'])
  expect(Object.keys(errors({ scope: 'application', who: ' ', ...rest }))).toEqual(['who'])
  expect(errors({ scope: 'all', ...rest })).toEqual({})
  expect(Object.keys(errors({ scope: 'all', ...rest, time: '24:00', reason: 'x'.repeat(501) }))).toEqual([
    'time',
    'reason',
  ])
})
