import { expect, test } from 'vitest'
import { openIn } from './current-link'

const links = [{ href: '/admin' }, { href: '/admin/people' }, { href: '/apply' }]

test('the link to the open page says so, and no other', () => {
  const open = openIn(links, '/admin')
  expect(links.map(({ href }) => open(href))).toEqual(['page', undefined, undefined])
})

test('of a page without a link of its own, the link of its part says so', () => {
  const open = openIn(links, '/admin/people/1/end')
  expect(links.map(({ href }) => open(href))).toEqual([undefined, 'true', undefined])
})

test('a part is a part of the path, not of a word', () => {
  expect(openIn(links, '/applications')('/apply')).toBeUndefined()
  expect(openIn(links, '/apply-later')('/apply')).toBeUndefined()
})
