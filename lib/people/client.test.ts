import { expect, test } from 'vitest'
import { byNetwork, clientOf } from './client'

const from = (forwarded: string, trust = true) => clientOf(new Headers({ 'x-forwarded-for': forwarded }), trust).network

test('only the hop that our own proxy wrote counts', () => {
  expect(from('1.1.1.1, 203.0.113.9')).toBe('203.0.113.9')
  expect(from('forged, 1.2.3.4,203.0.113.9')).toBe('203.0.113.9')
})

test('without a proxy the header is the attacker’s and is not read', () => {
  expect(from('1.1.1.1', false)).toBeNull()
  expect(clientOf(new Headers(), true).network).toBeNull()
})

test('an IPv6 network is its first 64 bits', () => {
  expect(from('2001:db8:1:2:aaaa::1')).toBe(from('2001:db8:1:2:bbbb:1:2:3'))
  expect(from('2001:db8::1')).toBe('2001:db8:0:0')
  expect(from('::ffff:203.0.113.9')).toBe('203.0.113.9')
})

test('clients of no known network share a high ceiling', () => {
  const limit = { name: 'x', points: 5, seconds: 60 }
  expect(byNetwork(limit, { network: '1.2.3.4', userAgent: null })).toEqual([limit, '1.2.3.4'])
  expect(byNetwork(limit, { network: null, userAgent: null })[0].points).toBe(500)
})
