import { expect, test } from 'vitest'
import { contentPolicy, isMalformed, transportPolicy } from './content-policy'

test('the policy lets run what bears the nonce, and nothing that is written into a page', () => {
  const scripts = contentPolicy('abc', false)
    .split('; ')
    .find((part) => part.startsWith('script-src '))
  expect(scripts).toMatch(/^script-src 'self' 'nonce-abc' 'sha256-[\w+/]{43}=' 'strict-dynamic'$/)
})

test('https is asked for where it is the public address, and only there', () => {
  expect(transportPolicy('https://scholarship.example.org')).toBe('max-age=63072000; includeSubDomains')
  expect(transportPolicy('http://localhost:3000')).toBeNull()
})

test('an address that is no text is refused, and every other one is not', () => {
  for (const url of ['/a%', '/a?b=%zz', '/a?b=%00', '/%E0%A4%A', '/a?b=%ff', '/a\0'])
    expect(isMalformed(url), url).toBe(true)
  for (const url of ['/', '/a?b=c+d&e=%E6%96%87', '/a%20b?x=100%25', '/a#%', '/a?b=?c'])
    expect(isMalformed(url), url).toBe(false)
})
