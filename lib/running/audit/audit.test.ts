import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterQuery, readFilter } from './filter'
import { detailsOf, knownTypes, typeInWords } from './words'

/** Files that write events, and `type` values in them that are not event types. */
const files = ['lib', 'app'].flatMap((folder) =>
  readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`),
)
const writers = files.filter((file) => {
  if (!/\.tsx?$/.test(file) || /\.test\.|\/ui\/|^lib\/(tools\/bench|running\/audit\/words)/.test(file)) return false
  return /recordEvent\(|recordRead\(/.test(readFileSync(file, 'utf8'))
})
const NOT_EVENTS = ['application/pdf']

test('every type of event in the source has words', () => {
  const known = new Set(knownTypes().map(({ type }) => type))
  const named = writers.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\btype: '([^']+)'/g)].map(([, type]) => type!),
  )
  expect(named.length).toBeGreaterThan(25)
  expect(named.filter((type) => !known.has(type) && !NOT_EVENTS.includes(type))).toEqual([])
})

test('an event type without words shows its name, and no object property counts as words', () => {
  expect(typeInWords('some-new-thing')).toBe('Some new thing')
  for (const type of ['toString', 'constructor', '__proto__']) expect(typeof typeInWords(type)).toBe('string')
})

test('the page shows only labelled parts of an event’s data', () => {
  expect(detailsOf({ list: ['secret'], count: 1200, from: 'under-review', reason: '', scopes: ['a', 'b'] })).toEqual([
    { label: 'Rows', value: '1,200' },
    { label: 'Scopes', value: 'a, b' },
    { label: 'From', value: 'Under review' },
  ])
})

test('any address is a filter or an error, and a filter survives the way through an address', () => {
  const names = ['person', 'type', 'number', 'role', 'from', 'to', 'before']
  const given = fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 })))
  fc.assert(
    fc.property(given, (given) => {
      const { filter } = readFilter(given)
      expect(readFilter(Object.fromEntries(new URLSearchParams(filterQuery(filter)))).filter).toEqual(filter)
      expect(JSON.stringify(filter)).not.toContain('\\u0000')
    }),
  )
  expect(readFilter({ from: '2021-02-30', to: '2021-01-01' }).errors).toHaveProperty('from')
  expect(readFilter({ from: '2021-02-03', to: '2021-01-01' }).errors).toHaveProperty('to')
  expect(readFilter({ before: '12' }).filter.before).toBe(12)
})
