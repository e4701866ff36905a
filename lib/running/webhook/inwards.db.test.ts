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

/** From now on a name has the next of these lists of addresses each time somebody looks it up; gives how often that was. */
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

test('a redirect leads nowhere: neither inwards nor to anybody else', async () => {
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
        error: `It answered ${status}, a redirect, which is not followed.`,
        final: false,
      })
    }
  expect(outside.received).toHaveLength(25)
  expect(inside.received).toEqual([])
})

test('a name that leads inwards is refused, and so is one of which only one address does', async () => {
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

test('a name whose address changes in between is looked up once a request: what was checked is what is connected to', async () => {
  // In a demonstration this machine may be told; it stands for a public address here, and 10.0.0.1 for one within.
  const asked = resolveTo(['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1'])
  const url = `http://localhost:${new URL(outside.url).port}/`
  expect(await tried(url)).toBeNull()
  expect(asked()).toBe(1)
  expect(await tried(url)).toEqual(REFUSED)
  expect(await tried(url)).toBeNull()
  expect(asked()).toBe(3)
  expect(outside.received).toHaveLength(2)
})
