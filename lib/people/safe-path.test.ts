import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safePath } from './safe-path'

test.each(['/account', '/apply/1/check?x=1#top', '/', '/..//account'.replace('//', '/')])('%s stays', (path) => {
  expect(new URL(safePath(path), 'https://portal.example').origin).toBe('https://portal.example')
  expect(safePath(path)).not.toBe('/fallback')
})

test.each([
  undefined,
  '',
  'account',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
])('%j falls back', (path) => {
  expect(safePath(path, '/fallback')).toBe('/fallback')
})

test('the browser stays on this site, whatever address is asked for', () => {
  const piece = fc.constantFrom('/', '\\', '.', '..', 'evil.example', '@', ':', '?', '#', '\t', '%2f', 'https:', 'a')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const url = new URL(safePath(pieces.join('')), 'https://portal.example/signin')
      return url.origin === 'https://portal.example'
    }),
    { numRuns: 5000 },
  )
})
