import { and, eq, like, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { accesses, apiTokens, authenticators, people, rateLimits } from '@/db/schema'
import { type AccessKind, OF_NOBODY } from '@/lib/lifecycle/accesses'
import type { Person } from '@/lib/people/actor'
import { makeToken } from '@/lib/people/api-token/tokens'
import { authenticate, confirmPassword } from '@/lib/people/authenticate'
import { hashPassword } from '@/lib/people/password'
import { holderOf } from '@/lib/people/personal-links'
import { createSession, findPerson, findPersonBySession } from '@/lib/people/queries'
import { LIMITS, take } from '@/lib/people/rate-limit'
import * as factor from '@/lib/people/second-factor/factor'
import { findWaiting } from '@/lib/people/second-factor/queries'
import { codeAt } from '@/lib/people/second-factor/totp'
import { callsRoute } from '@/lib/running/api/routes'
import { erasePerson } from '@/lib/running/retention/erase-person'
import { ownData } from '@/lib/running/retention/own-data'
import { cleanUp } from '@/lib/running/system/clean'
import { log } from '@/lib/shared/log/log'
import { withFacts } from '@/lib/shared/log/request-facts'
import { anApplicant } from '@/lib/tools/testing/applicant'
import { loggedLines } from '@/lib/tools/testing/logged-lines'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { limitedByNetwork, noteAccess, noteStranger } from './note'
import { ACCESS_DAYS, accessPage, countFailures, lastOwn, signInsOfLastHour } from './queries'
import { noteRefusal } from './refusal'

const PASSWORD = 'three plain words'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const here = { network: '203.0.113.77', userAgent: FIREFOX }

beforeEach(async () => {
  await db.delete(accesses)
  await db.delete(rateLimits)
})

const anOwner = async () => anApplicant('Owner', await hashPassword(PASSWORD))
const signIn = (email: string, password: string, client = here) =>
  authenticate(db, { email, password }, client, 60).then(
    ({ status }) => status,
    (error) => error.code as string,
  )
const stored = () => db.select().from(accesses).orderBy(accesses.id)
/** How often each kind was recorded for the person. */
async function kindsOf({ id }: Pick<Person, 'id'>): Promise<Partial<Record<AccessKind, number>>> {
  const counts: Partial<Record<AccessKind, number>> = {}
  for (const { kind, times, personId } of await stored())
    if (personId === id) counts[kind] = (counts[kind] ?? 0) + times
  return counts
}

test('a sign-in and a wrong password are recorded once each, by device and account, with nothing that was typed', async () => {
  const owner = await anOwner()
  expect(await signIn(owner.email.toUpperCase(), 'a wrong guess')).toBe('wrong')
  expect(await signIn(owner.email, PASSWORD)).toBe('signed-in')
  expect(await signIn('nobody-at-all@example.org', 'a wrong guess')).toBe('wrong')
  const rows = await stored()
  expect(rows).toMatchObject([
    { kind: 'wrong-password', personId: owner.id, address: null, device: 'Firefox on Linux', times: 1 },
    { kind: 'signed-in', personId: owner.id, address: null, device: 'Firefox on Linux', times: 1 },
    { kind: 'wrong-password', personId: null, address: expect.stringMatching(/^[0-9a-f]{32}$/), times: 1 },
  ])
  // Two records of the same network match.
  expect(new Set(rows.map(({ network }) => network)).size).toBe(1)
  const written = JSON.stringify(await db.execute(sql`select to_jsonb(t) from accesses t`)).toLowerCase()
  for (const secret of [owner.email, 'nobody-at-all', '203.0.113', 'guess', PASSWORD, 'mozilla'])
    expect(written).not.toContain(secret)
})

test('an address that is not confirmed, and a password before its code, are not called sign-ins', async () => {
  const owner = await anOwner()
  await db.update(people).set({ emailVerifiedAt: null }).where(eq(people.id, owner.id))
  expect(await signIn(owner.email, PASSWORD)).toBe('unverified')
  await db.update(people).set({ emailVerifiedAt: new Date() }).where(eq(people.id, owner.id))
  const sessionId = await createSession(db, { personId: owner.id, userAgent: null, seconds: 60 })
  const inIt = { ...owner, sessionId }
  await factor.beginEnrolment(db, inIt)
  const { secret } = (await factor.pendingOf(db, inIt))!
  expect(await factor.confirmEnrolment(db, inIt, codeAt(secret, new Date()))).not.toBeNull()
  const result = await authenticate(db, { email: owner.email, password: PASSWORD }, here, 60)
  const waiting = (await findWaiting(db, (result as { sessionId: string }).sessionId))!
  expect(await factor.giveCode(db, waiting, '000000x')).toBeNull()
  expect(await kindsOf(owner)).toEqual({ unconfirmed: 1, 'password-right': 1, 'wrong-code': 1 })
  const next = await factor.giveCode(db, waiting, codeAt(secret, new Date(Date.now() + 30_000)))
  expect(await findPersonBySession(db, next!)).toMatchObject({ id: owner.id })
  expect(await kindsOf(owner)).toMatchObject({ 'signed-in': 1 })
  expect(await db.$count(authenticators, eq(authenticators.personId, owner.id))).toBe(1)
})

test('a password that is asked for again is recorded when it is wrong, and when it is held up', async () => {
  const owner = await anOwner()
  const row = (await findPerson(db, owner.id))!
  expect(await confirmPassword(db, row, PASSWORD)).toBe(true)
  expect(await confirmPassword(db, row, 'wrong')).toBe(false)
  for (let tries = 0; tries < LIMITS.password.points; tries++) await take(db, LIMITS.password, owner.id)
  await expect(confirmPassword(db, row, PASSWORD)).rejects.toMatchObject({ code: 'too-many' })
  expect(await kindsOf(owner)).toEqual({ 'wrong-password': 1, 'held-up': 1 })
})

test('a flood is counted: of one account, and of addresses and networks without end', async () => {
  const owner = await anOwner()
  for (let tries = 0; tries < LIMITS.signInMinutes.points; tries++) await take(db, LIMITS.signInMinutes, owner.email)
  const many = Array.from({ length: 300 }, (_, n) => n)
  const attempts = many.map((n) =>
    signIn(owner.email, 'a guess', { network: `198.51.100.${n % 250}`, userAgent: `${n}` }),
  )
  expect(new Set(await Promise.all(attempts))).toEqual(new Set(['too-many']))
  // The minute may end between two of them.
  const held = await stored()
  expect(held.length).toBeLessThanOrEqual(2)
  expect(held.reduce((sum, { times }) => sum + times, 0)).toBe(300)
  expect(held[0]).toMatchObject({ personId: owner.id, network: null, device: 'Unknown device' })
  await db.delete(accesses)
  const strangers = many.map((n) =>
    noteAccess(db, {
      kind: 'wrong-password',
      address: `${n}@example.org`,
      client: { network: `2001:db8:${n}:1`, userAgent: FIREFOX },
    }),
  )
  await Promise.all(strangers)
  const rows = await stored()
  expect(rows.length).toBeLessThanOrEqual(2 * 16)
  expect(rows.reduce((sum, { times }) => sum + times, 0)).toBe(300)
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const counts = await countFailures(db, admin)
  expect(Object.entries(counts).filter(([, times]) => times > 0)).toEqual([['wrong-password', 300]])
})

test('a refused person is recorded by route, however often they ask and by whatever device', async () => {
  const person = await anApplicant()
  const asked = { method: 'GET', status: 404, seconds: 1, person: person.id, refused: true, headers: {} }
  noteRefusal({ ...asked, route: '/applications/[id]' })
  await expect
    .poll(stored)
    .toMatchObject([{ kind: 'refused', personId: person.id, routes: ['GET /applications/[id]'] }])
  for (const route of ['other', 'asset']) noteRefusal({ ...asked, route })
  noteRefusal({ ...asked, route: '/faq', refused: false })
  noteRefusal({ ...asked, route: '/faq', person: undefined })
  for (let n = 0; n < 40; n++)
    noteRefusal({ ...asked, route: `/route-${n % 20}`, headers: { 'user-agent': n % 2 ? FIREFOX : '' } })
  await expect.poll(async () => (await kindsOf(person)).refused).toBe(41)
  const rows = await stored()
  expect(rows.length).toBeLessThanOrEqual(2)
  for (const { routes } of rows) expect(routes.length).toBeLessThanOrEqual(10)
  expect(JSON.stringify(rows)).not.toContain('/faq')
})

test('a program whose token was ended is known by it, a token that never was is nobody’s, and no token is no attempt', async () => {
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const tokenOf = (name: string) => makeToken(db, admin, { name, scopes: ['applications:read'], days: 7 })
  const [good, ended, expired] = [await tokenOf('good'), await tokenOf('ended'), await tokenOf('expired')]
  const ofName = (name: string) => and(eq(apiTokens.personId, admin.id), eq(apiTokens.name, name))
  await db.update(apiTokens).set({ revokedAt: new Date() }).where(ofName('ended'))
  await db
    .update(apiTokens)
    .set({ expiresAt: new Date(0) })
    .where(ofName('expired'))
  const never = `sp_${'x'.repeat(43)}`
  const ask = async (token?: string) => {
    const headers: HeadersInit = { 'user-agent': FIREFOX, ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const asked = new Request('http://localhost:3000/api/v1/calls', { headers })
    const answer = await withFacts({ route: 'GET /api/v1/calls' }, () =>
      callsRoute(asked, { params: Promise.resolve({}) }),
    )
    return answer.status
  }
  const statuses = []
  for (const token of [good, undefined, ended, expired, never, 'no-token-of-ours']) statuses.push(await ask(token))
  expect(statuses).toEqual([200, ...Array(5).fill(401)])
  expect(await kindsOf(admin)).toEqual({ 'wrong-token': 2 })
  const rows = await stored()
  expect(rows.reduce((sum, { times }) => sum + times, 0)).toBe(4)
  for (const row of rows)
    expect(row).toMatchObject({ kind: 'wrong-token', address: null, routes: ['GET /api/v1/calls'] })
  const shown = (await accessPage(db, admin, { kind: 'wrong-token' })).rows.map(({ email }) => email)
  expect(new Set(shown)).toEqual(new Set([null, admin.email]))
  expect(JSON.stringify(rows)).not.toContain('sp_')
  // Nor does a program that keeps asking fill the table.
  const points = LIMITS.apiToken.points * 100
  await db
    .update(rateLimits)
    .set({ points })
    .where(like(rateLimits.key, `${LIMITS.apiToken.name}:%`))
  expect(await ask(never)).toBe(429)
  expect(await ask(good)).toBe(200)
  expect((await accessPage(db, admin, { kind: 'network-held-up' })).rows).toMatchObject([
    { times: 1, name: null, routes: ['GET /api/v1/calls'] },
  ])
})

test('wrong personal links are recorded, then held up; registering and forgotten passwords are when they are held up', async () => {
  const guess = () => withFacts({ route: 'GET /r/[token]' }, () => holderOf(db, 'A'.repeat(43), here))
  for (let tries = 0; tries < LIMITS.link.points; tries++) expect(await guess()).toBeNull()
  await expect(guess()).rejects.toMatchObject({ code: 'too-many' })
  for (const [limit, route] of [
    [LIMITS.register, 'POST /register'],
    [LIMITS.forgot, 'POST /forgot'],
  ] as const) {
    for (let tries = 0; tries < limit.points; tries++) await take(db, limit, here.network)
    const once = withFacts({ route }, () => limitedByNetwork(db, limit, here))
    await expect(once).rejects.toMatchObject({ code: 'too-many' })
  }
  const rows = await stored()
  const of = (kind: AccessKind) => rows.filter((row) => row.kind === kind)
  const times = (kind: AccessKind) => of(kind).reduce((sum, row) => sum + row.times, 0)
  expect([times('wrong-link'), times('network-held-up')]).toEqual([LIMITS.link.points, 3])
  expect([...new Set(of('network-held-up').flatMap(({ routes }) => routes))]).toEqual([
    'GET /r/[token]',
    'POST /register',
    'POST /forgot',
  ])
  expect(new Set(rows.map(({ personId, address }) => personId ?? address))).toEqual(new Set([null]))
  const written = JSON.stringify(rows)
  for (const secret of [here.network, 'AAAA', 'Mozilla']) expect(written).not.toContain(secret)
})

test('however many networks knock without an account, they share a few rows a minute', async () => {
  const knocks = Array.from({ length: 300 }, (_, n) => {
    const client = { network: `198.51.${n % 3}.${n % 250}`, userAgent: `${n}` }
    return noteStranger(db, OF_NOBODY[n % OF_NOBODY.length]!, client)
  })
  await Promise.all(knocks)
  const rows = await stored()
  expect(rows.length).toBeLessThanOrEqual(2 * 16 * OF_NOBODY.length)
  expect(rows.reduce((sum, { times }) => sum + times, 0)).toBe(300)
  await db.update(accesses).set({ at: sql`now() - ${ACCESS_DAYS + 1} * interval '1 day'` })
  expect(await cleanUp(db)).toMatchObject({ accesses: rows.length })
})

test('a record that cannot be written keeps nobody out, and the log tells of it by no address', async () => {
  const owner = await anOwner()
  const { lines } = loggedLines()
  await db.execute(sql`alter table accesses rename to accesses_away`)
  try {
    expect(await signIn(owner.email, PASSWORD)).toBe('signed-in')
  } finally {
    await db.execute(sql`alter table accesses_away rename to accesses`)
  }
  log.flush()
  const line = lines.map((one) => JSON.parse(one)).find(({ msg }) => /was not recorded/.test(msg))
  expect(line).toMatchObject({ level: 'error', access: 'signed-in' })
  expect(lines.join()).not.toContain(owner.email)
})

test('only admins of all Calls read records of access, by kind, account and page; a person reads their own', async () => {
  const [owner, other] = [await anOwner(), await anOwner()]
  const note = (kind: AccessKind, person: string, n = 0) =>
    noteAccess(db, { kind, person, client: { network: `198.51.100.${n}`, userAgent: FIREFOX } })
  for (let n = 0; n < 60; n++) await note('wrong-password', owner.id, n)
  await note('signed-in', owner.id)
  await note('signed-in', other.id)
  await note('refused', owner.id)
  await signIn('typed-wrong@example.org', 'x')
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const first = await accessPage(db, admin, { person: owner.email.toUpperCase() })
  expect(first).toMatchObject({ more: true, rows: { length: 50 } })
  const before = first.rows.at(-1)!.id
  const second = await accessPage(db, admin, { person: owner.email, before })
  expect(second).toMatchObject({ more: false, rows: { length: 12 } })
  expect(new Set([...first.rows, ...second.rows].map(({ email }) => email))).toEqual(new Set([owner.email]))
  expect((await accessPage(db, admin, { kind: 'signed-in' })).rows.map(({ email }) => email)).toEqual([
    other.email,
    owner.email,
  ])
  expect((await accessPage(db, admin, { person: 'Typed-Wrong@example.org' })).rows).toHaveLength(1)
  const [refusal] = (await accessPage(db, admin, { kind: 'refused' })).rows
  expect((await accessPage(db, admin, { network: refusal!.network! })).rows).toHaveLength(4)
  // A flood of failures hides no sign-in from its owner.
  const own = await lastOwn(db, owner.id)
  expect(own.map(({ kind }) => kind)).toEqual(['signed-in', ...Array(5).fill('wrong-password')])
  const ofOneCall = { ...owner, roles: [{ role: 'admin' as const, callId: crypto.randomUUID() }] }
  for (const nobody of [owner, ofOneCall]) {
    await expect(accessPage(db, nobody, {})).rejects.toMatchObject({ code: 'not-found' })
    await expect(countFailures(db, nobody)).rejects.toMatchObject({ code: 'not-found' })
  }
})

test('the portal counts the sign-ins of the last hour by outcome, with the account that was tried most', async () => {
  expect(await signInsOfLastHour(db)).toEqual({ failed: 0, succeeded: 0, accounts: 0, worst: null })
  const [ada, ben, cleo] = [await anOwner(), await anOwner(), await anOwner()]
  await signIn(ada.email, PASSWORD)
  await signIn('nobody-here@example.org', 'x')
  expect(await signInsOfLastHour(db)).toEqual({ failed: 1, succeeded: 1, accounts: 0, worst: null })
  const note = (kind: AccessKind, { id }: Person) => noteAccess(db, { kind, person: id, client: here })
  for (const kind of ['wrong-password', 'wrong-code', 'held-up', 'held-up'] as const) await note(kind, ben)
  for (const kind of ['wrong-password', 'refused', 'refused', 'refused', 'refused', 'password-right'] as const)
    await note(kind, ada)
  await note('signed-in', cleo)
  const worst = { email: ben.email, failed: 4 }
  expect(await signInsOfLastHour(db)).toEqual({ failed: 6, succeeded: 2, accounts: 2, worst })
  // The warning links to the records that it counts.
  const { rows } = await accessPage(db, await aStaffMember([{ role: 'admin', callId: null }]), {
    kind: 'failed-sign-ins',
    person: ben.email,
  })
  expect(rows.reduce((sum, { times }) => sum + times, 0)).toBe(worst.failed)
  await db.update(accesses).set({ at: sql`now() - interval '61 minutes'` }).where(eq(accesses.personId, ben.id))
  expect(await signInsOfLastHour(db)).toMatchObject({ failed: 2, worst: { email: ada.email, failed: 1 } })
})

test('records of access go with the person, who can take a copy before, and after ninety days', async () => {
  const [owner, other] = [await anOwner(), await anOwner()]
  await signIn('before-it-was@example.org', 'x')
  await db.update(people).set({ email: 'before-it-was@example.org' }).where(eq(people.id, owner.id))
  await signIn('before-it-was@example.org', PASSWORD)
  await signIn(other.email, PASSWORD)
  expect((await ownData({ ...owner, email: 'before-it-was@example.org' })).signIns).toMatchObject([
    { kind: 'signed-in' },
  ])
  expect(await db.transaction((tx) => erasePerson(tx, owner.id))).toBe(true)
  expect(await stored()).toMatchObject([{ personId: other.id }])
  const age = (days: number) => db.update(accesses).set({ at: sql`now() - ${days} * interval '1 day'` })
  await age(ACCESS_DAYS - 1)
  expect(await cleanUp(db)).toMatchObject({ accesses: 0 })
  await age(ACCESS_DAYS + 1)
  expect(await cleanUp(db)).toMatchObject({ accesses: 1 })
  expect(await stored()).toEqual([])
})
