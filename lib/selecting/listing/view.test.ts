import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsFor, SORTS, usualColumns } from './columns'
import { queryPart, viewOf } from './view'

const audience = { staff: true, named: true, reviewer: true }
const read = (query: string) => viewOf(Object.fromEntries(new URLSearchParams(query)), audience)

const views = fc.record({
  q: fc.string(),
  sort: fc.tuple(fc.constantFrom('', '-'), fc.constantFrom(...SORTS)).map((parts) => parts.join('')),
  columns: fc.subarray(columnsFor(audience)).map((columns) => columns.join(',')),
  page: fc.integer({ min: -1, max: 2_000_000 }).map(String),
  count: fc.constantFrom('all', '', 'x'),
})

test('the address holds the whole view', () => {
  fc.assert(
    fc.property(views, (given) => {
      const view = viewOf(given, audience)
      // A search with only spaces searches for nothing, and is dropped.
      fc.pre(view.typed.trim() !== '' || view.typed === '')
      expect(read(queryPart(view, audience, { page: view.page }))).toEqual(view)
    }),
  )
})

test('any change except the page goes to the first page; a full count lasts until another search', () => {
  const view = read('q=soil&sort=-score&page=4&count=all')
  expect(view).toMatchObject({ sort: 'score', descending: true, page: 4, countAll: true })
  expect(read(queryPart(view, audience, { sort: 'name' }))).toMatchObject({ sort: 'name', page: 1, countAll: true })
  expect(read(queryPart(view, audience, { page: 5 }))).toMatchObject({ page: 5, countAll: true })
  expect(read(queryPart(view, audience, { typed: 'rock' }))).toMatchObject({ typed: 'rock', page: 1, countAll: false })
  expect(read(queryPart(view, audience, { columns: [] })).columns).toEqual(usualColumns(audience))
})
