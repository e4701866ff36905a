import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { settings } from '@/lib/shared/settings'
import { WebServer } from '@/lib/tools/testing/web-server'
import { post } from './post'

const outside = new WebServer()
const inside = new WebServer()
const { lookup } = dns

beforeAll(() => Promise.all([outside.start(), inside.start()]))
afterAll(() => Promise.all([outside.stop(), inside.stop()]))
beforeEach(() => {
  for (const server of [outside, inside]) Object.assign(server, { headers: {}, answer: () => 200 }).received.length = 0
})
afterEach(() => {
  settings().DEMO = true
  Object.assign(dns, { lookup })
  syncBuiltinESMExports()
})

/** Makes a name resolve to the next of these address lists each time; returns a count of the look-ups. */
function resolveTo(...answers: string[][]): () => number {
  let asked = 0
  const answered = (_name: string, options: { all?: boolean }, done: (...found: unknown[]) => void) => {
    const addresses = answers[Math.min(asked++, answers.length - 1)]!.map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }))
    setImmediate(() => (options.all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family)))
  }
  Object.assign(dns, { lookup: answered })
  syncBuiltinESMExports()
  return () => asked
}

const tried = (url: string) => post(url, '{}', {}, 2000)
const REFUSED = { error: 'This address is not public.', final: false }

test('the portal follows no redirect, neither inwards nor elsewhere', async () => {
  for (const location of [
    inside.url,
    'http://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    '//[::1]/',
    'file:///etc/passwd',
  ])
    for (const status of [301, 302, 303, 307, 308]) {
      Object.assign(outside, { answer: () => status, headers: { location } })
      expect(await tried(outside.url), `${status} to ${location}`).toEqual({
        error: `The receiver answered ${status}, a redirect. The portal follows no redirect.`,
        final: false,
      })
    }
  expect(outside.received).toHaveLength(25)
  expect(inside.received).toEqual([])
})

test('a name with any internal address is refused', async () => {
  settings().DEMO = false
  for (const addresses of [
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['172.16.0.1'],
    ['192.168.1.1'],
    ['169.254.169.254'],
    ['100.64.0.1'],
    ['0.0.0.0'],
    ['::1'],
    ['fd00::1'],
    ['fe80::1'],
    ['::ffff:10.0.0.1'],
    ['93.184.215.14', '10.0.0.1'],
    ['64:ff9b::a00:1'],
  ]) {
    const asked = resolveTo(addresses)
    expect(await tried('https://hooks.example.org/'), String(addresses)).toEqual(REFUSED)
    expect(asked()).toBe(1)
  }
})

test('a name whose address changes is looked up once per request: the checked address is the one used', async () => {
  // In a demonstration a webhook may be on this machine; here it stands for a public address, and 10.0.0.1 for an
  // internal one.
  const asked = resolveTo(['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1'])
  const url = `http://localhost:${new URL(outside.url).port}/`
  expect(await tried(url)).toBeNull()
  expect(asked()).toBe(1)
  expect(await tried(url)).toEqual(REFUSED)
  expect(await tried(url)).toBeNull()
  expect(asked()).toBe(3)
  expect(outside.received).toHaveLength(2)
})
