import fc from 'fast-check'
import { expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { inventedCall } from '@/db/calls/invented'
import { callDefinitionSchema } from '@/lib/call/definition'
import { COUNTRY_CODES } from '@/lib/form/countries'
import { type Counting, readWhom, whomInWords, whomOffered } from './limit-groups'

const definition = callDefinitionSchema.parse(call2021)
const nobody: Counting = { institution: null, countries: null, genders: null }

test('groups, institutions, genders and countries read by their names, alone and together', () => {
  expect(readWhom(definition, ' women ')).toEqual({ ...nobody, genders: ['female'] })
  expect(readWhom(definition, 'Kenya, et')).toEqual({ ...nobody, countries: ['KE', 'ET'] })
  const { key, name } = definition.institutions.find(({ key }) => key === 'ustc')!
  expect(readWhom(definition, `${name} + Women + Kenya`)).toEqual({
    institution: key,
    genders: ['female'],
    countries: ['KE'],
  })
  expect(readWhom(definition, 'Atlantis')).toEqual({ unknown: 'atlantis' })
  // Two of the same kind cannot both match.
  expect(readWhom(definition, 'Women + Male')).toEqual({ unknown: 'male' })
  for (const typed of ['', '+', 'Women +', 'Women, Kenya'])
    expect(readWhom(definition, typed)).toHaveProperty('unknown')
})

test('the group that a page prints reads again as the same group', () => {
  const counting = fc
    .record({
      institution: fc.option(fc.constantFrom(...definition.institutions.map(({ key }) => key)), { nil: null }),
      countries: fc.option(fc.uniqueArray(fc.constantFrom(...COUNTRY_CODES), { minLength: 1, maxLength: 5 }), {
        nil: null,
      }),
      genders: fc.option(fc.constantFrom<string[]>(['female'], ['male']), { nil: null }),
    })
    .filter(({ institution, countries, genders }) => !!(institution ?? countries ?? genders))
  fc.assert(
    fc.property(counting, (one) => {
      expect(readWhom(definition, whomInWords(definition, one))).toEqual(one)
    }),
  )
  const { countries } = definition.decisions.groups.find(({ key }) => key === 'ldc')!
  const least = { ...nobody, countries: countries! }
  expect(whomInWords(definition, least)).toBe('Least developed countries')
  expect(readWhom(definition, 'Least developed countries')).toEqual(least)
})

test('everything that the page suggests can be read, for an invented Call too', () => {
  for (const one of [definition, callDefinitionSchema.parse(inventedCall)])
    for (const word of whomOffered(one, ['KE', 'CI', 'BO']))
      expect(readWhom(one, word), word).not.toHaveProperty('unknown')
})
