import { expect, test } from 'vitest'
import { typedScore } from './typed-score'

test('digits choose a score of the scale, two of them one above nine', () => {
  expect(typedScore('', '7', 0, 10)).toBe('7')
  expect(typedScore('1', '0', 0, 10)).toBe('10')
  // Not 17: the second digit is a score of its own.
  expect(typedScore('1', '7', 0, 10)).toBe('7')
  expect(typedScore('', '9', 1, 5)).toBeNull()
  expect(typedScore('', '0', 1, 5)).toBeNull()
  expect(typedScore('0', '1', 0, 1)).toBe('1')
})
