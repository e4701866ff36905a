import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterQuery, readFilter } from './filter'

const reread = (query: string) => readFilter(Object.fromEntries(new URLSearchParams(query)))

test('a filter reads as it was written', () => {
  const before = { queuedAt: new Date('2026-11-25T10:11:12.345Z'), id: crypto.randomUUID() }
  for (const filter of [{}, { state: 'failed' as const }, { recipient: 'a+b@x.org', before }])
    expect(reread(filterQuery(filter))).toEqual(filter)
})

test('an address that makes no sense is no filter, and never an error', () => {
  expect(readFilter({ state: 'lost', to: ' \0 ', before: 'yesterday' })).toEqual({})
  expect(readFilter({ state: ['sent', 'failed'], before: '2026-13-45T99:00:00Z_x' })).toEqual({})
  for (const year of ['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+23:59', '9999-12-31T23:59:59-23:59'])
    expect(readFilter({ before: `${year}_${crypto.randomUUID()}` })).toEqual({})
  fc.assert(fc.property(fc.string(), (text) => void readFilter({ state: text, to: text, before: text })))
})
