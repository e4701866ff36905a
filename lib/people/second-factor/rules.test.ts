import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gateOf, groupedCode, isOwnPage, isRequired, plainCode } from './rules'
import { codeAt, enrolmentUri, newSecret, stepOf } from './totp'

test('a person with an authenticator always needs it, whatever their roles or address', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), (hasRoles, required) => {
      expect(gateOf({ enrolled: true, given: false, hasRoles, required })).toBe('code')
      expect(gateOf({ enrolled: true, given: true, hasRoles, required })).toBe('open')
    }),
  )
})

test('a role waits for an authenticator, but for accounts of a demonstration', () => {
  const fresh = { enrolled: false, given: false, hasRoles: true }
  expect(gateOf({ ...fresh, required: true })).toBe('enrol')
  // A code from before the reset of the authenticator opens nothing.
  expect(gateOf({ ...fresh, given: true, required: true })).toBe('enrol')
  expect(gateOf({ ...fresh, required: false })).toBe('open')
  expect(gateOf({ ...fresh, hasRoles: false, required: true })).toBe('open')
  for (const email of ['admin@demo.example', 'A@EXAMPLE.ORG']) {
    expect(isRequired(email, true)).toBe(false)
    expect(isRequired(email, false)).toBe(true)
  }
  for (const email of ['a@example.com', 'a@demo.example.net', 'a@notexample.org', 'a@university.example'])
    expect(isRequired(email, true)).toBe(true)
})

test('a person’s own pages differ from pages of a role', () => {
  for (const path of ['/account', '/account/two-factor', '/apply', '/apply?x', '/notifications/preferences'])
    expect(isOwnPage(path)).toBe(true)
  for (const path of ['/applications', '/applications/1', '/admin', '/work', '/accounts', '/'])
    expect(isOwnPage(path)).toBe(false)
})

test('a code counts in its own half minute and the one on either side, and names its step', () => {
  const secret = newSecret()
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), fc.integer({ min: -4, max: 4 }), (seconds, steps) => {
      const at = new Date(seconds * 1000 + 150_000)
      const made = new Date(at.getTime() + steps * 30_000)
      const step = stepOf(secret, codeAt(secret, made), at)
      if (Math.abs(steps) <= 1) expect(step).not.toBeNull()
      // Codes of different steps are rarely the same; if they are, the nearer step is as good.
      if (step !== null) expect(codeAt(secret, new Date(step * 30_000))).toBe(codeAt(secret, made))
    }),
  )
})

test('the secret is the one of RFC 6238’s defaults, which every app reads from the picture', () => {
  expect(codeAt('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', new Date(59_000))).toBe('287082')
  const uri = new URL(enrolmentUri(newSecret(), 'a@university.example'))
  expect(uri.protocol).toBe('otpauth:')
  expect(uri.searchParams.get('issuer')).toBe('ANSO Scholarship')
})

test('a code is read with the spaces and hyphens that people type', () => {
  expect(plainCode(' 123 456 ')).toBe('123456')
  expect(plainCode('１２３４５６')).toBe('123456')
  expect(plainCode('ABCD-efgh-2345-6789')).toBe('abcdefgh23456789')
  expect(plainCode(groupedCode('abcdefgh23456789'))).toBe('abcdefgh23456789')
})
