import { expect, test } from 'vitest'
import { differencesOf, isOutdated, sharesOf } from './compare'
import type { ScenarioResult } from './simulate'

const result = (award: string[], waiting: string[], not: string[]): ScenarioResult => ({
  award,
  waiting,
  not,
  basis: [...award, ...waiting, ...not].sort(),
  points: 0,
  costs: [],
  orderCost: 0,
  margin: [],
})

test('a comparison lists only applications with different results, those with a place first', () => {
  const one = result(['a', 'b'], ['c'], ['d'])
  expect(differencesOf(one, one)).toEqual([])
  expect(differencesOf(one, result(['c', 'b'], ['a'], ['d', 'e']))).toEqual([
    { id: 'a', one: 'award', other: 'waiting' },
    { id: 'c', one: 'waiting', other: 'award' },
    { id: 'e', one: null, other: 'not' },
  ])
})

test('a scenario is outdated when the nominated applications have changed', () => {
  const one = result(['b'], [], ['a'])
  expect(isOutdated(one, ['b', 'a'])).toBe(false)
  expect(isOutdated(one, ['a'])).toBe(true)
  expect(isOutdated(one, ['a', 'b', 'c'])).toBe(true)
})

test('shares count places, the most first', () => {
  const all = ['KE', 'ET', 'KE', null].map((country, at) => ({ id: 'abcd'[at]!, country }))
  const shares = sharesOf(result(['a', 'b', 'c', 'd'], [], []), all, ({ country }) => country)
  expect(shares[0]).toEqual(['KE', 2])
  expect(new Map(shares)).toEqual(
    new Map([
      ['KE', 2],
      ['ET', 1],
      [null, 1],
    ]),
  )
})
