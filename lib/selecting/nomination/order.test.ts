import { expect, test } from 'vitest'
import { inOrder } from './order'

const one = (number: string, rank: number | null, score: number | null) => ({ number, rank, score })
const numbers = (...candidates: ReturnType<typeof one>[]) => inOrder(candidates).map(({ number }) => number)

test('ranks come first, in their order and ties by number, whatever the scores', () => {
  expect(numbers(one('a', null, 9), one('b', 2, 3), one('c', 1, 1))).toEqual(['c', 'b', 'a'])
  expect(numbers(one('b', 1, 9), one('a', 1, 3))).toEqual(['a', 'b'])
})

test('undecided candidates come by score, those without one last, and then by number', () => {
  expect(numbers(one('d', null, null), one('c', null, 5), one('b', null, 7.5), one('a', null, null))).toEqual([
    'b',
    'c',
    'a',
    'd',
  ])
  expect(numbers(one('b', null, 5), one('a', null, 5))).toEqual(['a', 'b'])
})
