import { encode } from 'next-auth/jwt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settings } from '@/lib/shared/settings'
import { cookieName, cookieOptions } from './cookie'
import { authOptions } from './next-auth'
import { claimsOf, sessionIdIn } from './session'

const PRESENT = '__Host-next-auth.session-token'
const FORMER = '__Secure-next-auth.session-token'
const address = settings().NEXTAUTH_URL

beforeEach(() => {
  settings().NEXTAUTH_URL = 'https://scholarship.example.org'
})
afterEach(() => {
  settings().NEXTAUTH_URL = address
})

const tokenOf = (token: Record<string, unknown>, maxAge = 60) =>
  encode({ token, secret: settings().NEXTAUTH_SECRET, maxAge })
/** The session of a browser with these cookies. */
const sessionOf = (sent: Record<string, string>) =>
  sessionIdIn({ get: (name) => (sent[name] === undefined ? undefined : { value: sent[name] }) })

test('over https each cookie is bound to this host by its name, ours and next-auth’s alike', () => {
  const { cookies } = authOptions()
  const names = [cookies!.sessionToken!, cookies!.csrfToken!, cookies!.callbackUrl!].map(({ name }) => name)
  expect(names).toEqual([PRESENT, '__Host-next-auth.csrf-token', '__Host-next-auth.callback-url'])
  for (const name of ['known-device', 'recovery-codes', 'check-mail', 'upload-problem'])
    expect(cookieName(name)).toBe(`__Host-${name}`)
  // What such a name requires: secure, for the whole host, and no domain.
  for (const options of [cookieOptions(), ...Object.values(cookies!).map((cookie) => cookie!.options)]) {
    expect(options).toMatchObject({ secure: true, path: '/', httpOnly: true })
    expect(options).not.toHaveProperty('domain')
  }
})

test('a portal on plain http keeps its names, for such a cookie would be refused there', () => {
  settings().NEXTAUTH_URL = 'http://localhost:3000'
  expect(authOptions().cookies!.sessionToken!.name).toBe('next-auth.session-token')
  expect(cookieOptions().secure).toBe(false)
})

test('a session of before the change goes on under its former name', async () => {
  expect(await sessionOf({ [FORMER]: await tokenOf({ sub: 'a', sessionId: 'old' }) })).toBe('old')
  expect(await sessionOf({ [FORMER]: await tokenOf({ sub: 'a', sessionId: 'old' }, -3600) })).toBeNull()
})

test('a token of today counts in this host’s cookie alone: one that another host planted is nobody’s', async () => {
  const theirs = await tokenOf(claimsOf('mallory', 'theirs'))
  const mine = await tokenOf(claimsOf('a', 'mine'))
  expect(await sessionOf({ [PRESENT]: theirs })).toBe('theirs')
  expect(await sessionOf({ [FORMER]: theirs })).toBeNull()
  expect(await sessionOf({ 'next-auth.session-token': theirs })).toBeNull()
  // A signed-in person stays so, whatever cookies somebody plants; a planted cookie does not replace a broken one.
  const planted = await tokenOf({ sub: 'mallory', sessionId: 'planted' })
  expect(await sessionOf({ [PRESENT]: mine, [FORMER]: planted })).toBe('mine')
  expect(await sessionOf({ [PRESENT]: `${mine}x`, [FORMER]: planted })).toBeNull()
})

test('next-auth’s own sign-in makes tokens of the same kind', async () => {
  const { jwt } = authOptions().callbacks!
  expect(await jwt!({ token: {}, user: { id: 'a', sessionId: 'mine' } } as never)).toEqual(claimsOf('a', 'mine'))
})
