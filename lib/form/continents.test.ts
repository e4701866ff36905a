import { expect, test } from 'vitest'
import { continentOf } from './continents'
import { COUNTRY_CODES } from './countries'

test('every country that can be chosen is of a continent', () => {
  expect(COUNTRY_CODES.filter((code) => continentOf(code) === null)).toEqual([])
  expect(['KE', 'NP', 'MX', 'toString'].map(continentOf)).toEqual(['Africa', 'Asia', 'North America', null])
})
