import { expect, test } from 'vitest'
import { keeperOf } from './keeper'
import { seal, unseal } from './seal'

const SECRET = 'only for this test'
const ada = keeperOf({ kind: 'person', id: 'ada' }, SECRET)
const next = keeperOf({ kind: 'person', id: 'next' }, SECRET)

test('a text is opened by its owner under its own name, and by nobody else', () => {
  const text = 'Ich empfehle sie. 推荐她。'.repeat(2000)
  const sealed = seal(ada.key, 'letter', text)
  expect(unseal(ada.key, 'letter', sealed)).toBe(text)
  expect(unseal(next.key, 'letter', sealed)).toBeNull()
  expect(unseal(ada.key, 'another', sealed)).toBeNull()
  expect(unseal(ada.key, 'letter', `A${sealed.slice(1)}`)).toBeNull()
  expect(unseal(ada.key, 'letter', 'no base64 ✗')).toBeNull()
})

test('the same text is sealed differently each time', () => {
  expect(seal(ada.key, 'letter', 'same')).not.toBe(seal(ada.key, 'letter', 'same'))
})

test('an account and a personal link of the same id have keys of their own, and the name tells neither', () => {
  const link = keeperOf({ kind: 'link', requestId: 'ada' }, SECRET)
  expect(new Set([ada.key, next.key, link.key]).size).toBe(3)
  expect(new Set([ada.owner, next.owner, link.owner]).size).toBe(3)
  expect(keeperOf({ kind: 'person', id: 'ada' }, 'another secret').key).not.toBe(ada.key)
  expect(keeperOf({ kind: 'person', id: 'ada' }, SECRET)).toEqual(ada)
})
