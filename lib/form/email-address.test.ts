import { expect, test } from 'vitest'
import { isAddress, plainAddress } from './email-address'

test.each([
  ['user@пример.рф', 'user@xn--e1afmkfd.xn--p1ai'],
  ['user@例子。中国', 'user@xn--fsqu00a.xn--fiqs8s'],
  ['Ann Example <ann@example.org>', 'ann@example.org'],
  ['"Example, Ann" <mailto:ann@example.org>;', 'ann@example.org'],
  ['mailto:ann@example.org', 'ann@example.org'],
  ['\u200e\u00a0ann＠example.org\u200b ;', 'ann@example.org'],
])('the address in %j is %s', (typed, address) => {
  expect(plainAddress(typed)).toBe(address)
  expect(isAddress(address)).toBe(true)
})

test.each(['a@b', 'a b@example.org', '@example.org', 'ann@example.org, bob@example.org', 'ann@exa mple.рф', ''])(
  '%j has no address',
  (typed) => expect(isAddress(plainAddress(typed))).toBe(false),
)
