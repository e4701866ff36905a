import { expect, test } from 'vitest'
import { landingOf } from '@/lib/people/landing'
import { byUrgency, daysLeft, isNear, isOverdue, type WorkItem } from './item'

const item = (key: string, due: string | null): WorkItem => ({
  key,
  as: 'Reviewer',
  title: key,
  zone: 'UTC',
  href: '/',
  due: due ? new Date(due) : null,
})

test('the most urgent comes first, undated items last, and equal ones in their order', () => {
  const items = [
    item('a', null),
    item('b', '2021-02-02'),
    item('c', null),
    item('d', '2021-01-01'),
    item('e', '2021-02-02'),
  ]
  expect(
    byUrgency(items)
      .map(({ key }) => key)
      .join(''),
  ).toBe('dbeac')
})

test('overdue, and near: within a week', () => {
  const now = new Date('2021-01-10T00:00:00Z')
  expect(isOverdue(item('a', '2021-01-09T23:59:59Z'), now)).toBe(true)
  expect(isOverdue(item('a', null), now)).toBe(false)
  expect(isNear(new Date('2021-01-17T00:00:00Z'), now)).toBe(true)
  expect(isNear(new Date('2021-01-17T00:00:01Z'), now)).toBe(false)
  expect(isNear(new Date('2021-01-09T00:00:00Z'), now)).toBe(false)
  expect(isNear(null, now)).toBe(false)
})

test('staff start at their work, others at their application', () => {
  expect(landingOf({ roles: [] })).toBe('/apply')
  expect(landingOf({ roles: [{ role: 'reviewer', callId: null }] })).toBe('/work')
})

test('a near item says how long there is', () => {
  const now = new Date('2021-01-10T00:00:00Z')
  const left = (text: string) => daysLeft(new Date(text), now)
  expect(left('2021-01-10T00:59:59Z')).toBe('Within the hour')
  expect(left('2021-01-10T01:00:00Z')).toBe('1 hour left')
  expect(left('2021-01-11T23:59:59Z')).toBe('47 hours left')
  expect(left('2021-01-16T23:59:59Z')).toBe('6 days left')
})
