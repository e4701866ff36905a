import { expect, test } from 'vitest'
import { landingOf } from '@/lib/people/landing'
import { byUrgency, isNear, isOverdue, type WorkItem } from './item'

const item = (key: string, due: string | null): WorkItem => ({
  ...{ key, as: 'Reviewer', title: key, zone: 'UTC', href: '/' },
  due: due ? new Date(due) : null,
})

test('the most urgent first, what has no date last, and each in its order', () => {
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

test('staff begin at their work, others at their application', () => {
  expect(landingOf({ roles: [] })).toBe('/apply')
  expect(landingOf({ roles: [{ role: 'reviewer', callId: null }] })).toBe('/work')
})
