import { expect, test } from 'vitest'
import { type Logged, replay } from './replay'

const event = (type: string, applicationId: string, data = {}): Logged => ({ type, applicationId, data })
const promotion = (id: string, rank: number, passed: string[] = []) =>
  event('award', id, { promoted: true, rank, passed })
const wait = (id: string, rank: number) => event('put-on-waiting-list', id, { rank })

test('taken places are those awarded minus those freed, and the waiting list follows its events', () => {
  const log = [
    event('award', 'a'),
    // In another order than the ranks.
    wait('d', 3),
    wait('b', 1),
    wait('c', 2),
    event('decline', 'a'),
    promotion('c', 2, ['b']),
    { type: 'quota-changed', applicationId: null, data: { to: 2 } },
    event('award', 'e'),
    event('withdraw', 'd'),
    event('revoke', 'e'),
    event('award', 'f'),
  ]
  expect(replay(log, 1)).toEqual({
    quota: 2,
    holding: new Set(['c', 'f']),
    waiting: [{ id: 'b', rank: 1 }],
    awarded: 4,
    freed: 2,
    faults: [],
  })
})

test.each([
  ['a place too many', [event('award', 'a'), event('award', 'b')]],
  ['somebody twice', [event('award', 'a'), event('award', 'a')]],
  ['a place freed that nobody held', [event('expire', 'a')]],
  ['somebody passed over', [wait('a', 1), wait('b', 2), promotion('b', 2)]],
  ['a rank given twice', [wait('a', 1), wait('b', 1)]],
  [
    'another list reordered',
    [wait('a', 1), { type: 'waiting-list-reordered', applicationId: null, data: { order: ['b'] } }],
  ],
])('%s is a fault', (_, log) => {
  expect(replay(log, 1).faults).not.toEqual([])
})
