import { expect, test } from 'vitest'
import { addressPart, plainAddress } from '@/lib/form/email-address'
import { shownAddress } from './shown-address'

test.each(['user@пример.рф', 'user@例子.中国', 'ann@bücher.example', 'ann@example.org', 'no address'])(
  '%s is kept as mail is sent to it, and shown as it was typed',
  (typed) => {
    expect(plainAddress(typed)).toMatch(/^\p{ASCII}*$/u)
    expect(shownAddress(plainAddress(typed))).toBe(typed)
  },
)

test('a domain that mixes scripts within a name, or is no encoding, is shown as it is kept', () => {
  const mixed = plainAddress('ann@p\u0430ypal.example')
  expect(shownAddress(mixed)).toBe('ann@xn--pypal-4ve.example')
  expect(shownAddress('ann@xn--.example')).toBe('ann@xn--.example')
})

test('a part of an address finds what is kept, by its own letters too', () => {
  const kept = plainAddress('user@пример.рф')
  for (const part of ['@пример.рф', 'пример.рф', 'user@пример.рф', 'USER@', 'xn--e1', 'A <user@пример.рф>'])
    expect(kept, part).toContain(addressPart(part).toLowerCase())
})
