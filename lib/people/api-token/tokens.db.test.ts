import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { apiTokens, authenticators, messages, people, roles } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { resetPassword } from '@/lib/people/accounts'
import type { Person } from '@/lib/people/actor'
import { createToken } from '@/lib/people/tokens'
import { findCall } from '@/lib/platform/call-store/queries'
import { listEvents } from '@/lib/running/audit/list'
import { anApplicant } from '@/lib/tools/testing/applicant'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { endAllTokens, endToken, findBearer, makeToken, tokensOf } from './tokens'

const wanted = { name: 'Student system', scopes: ['applications:read' as const], days: 30 }
let call: Call
let officer: Person
let token: string

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
  officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  token = await makeToken(db, officer, wanted)
})

const rolesBy = async (token: string) => (await findBearer(db, token))?.person.roles

test('a token is its person with the roles of now, and nothing of it but a hash is kept', async () => {
  expect(await findBearer(db, token)).toMatchObject({
    person: { id: officer.id, roles: officer.roles },
    token: { name: 'Student system', scopes: ['applications:read'] },
  })
  const [row] = await tokensOf(db, officer)
  expect(JSON.stringify(row)).not.toContain(token.slice(3))
  expect(row!.lastUsedAt).not.toBeNull()
  const [mail] = await db.select().from(messages).where(eq(messages.recipient, officer.email))
  expect(mail!.subject).toBe('A personal token was made for your account')
  expect(mail!.text).not.toContain(token.slice(3))
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const [event] = await listEvents(db, admin, { type: 'token-made' }, 1)
  expect(event!.data).toMatchObject({ name: 'Student system', scopes: ['applications:read'] })
  expect(JSON.stringify(event)).not.toContain(token.slice(3))
})

test('an altered, unknown, expired or ended token is nobody’s', async () => {
  const altered = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')
  for (const wrong of [altered, '', 'sp_', token.slice(3), `${token} `, token.toUpperCase(), 'x'.repeat(10_000)])
    expect(await findBearer(db, wrong), wrong.slice(0, 80)).toBeNull()
  const person = await aStaffMember(officer.roles)
  const [expired, ended, other] = [
    await makeToken(db, person, { ...wanted, name: 'expired' }),
    await makeToken(db, person, { ...wanted, name: 'ended' }),
    await makeToken(db, person, { ...wanted, name: 'other' }),
  ]
  await db
    .update(apiTokens)
    .set({ createdAt: sql`now() - interval '2 days'`, expiresAt: sql`now() - interval '1 second'` })
    .where(eq(apiTokens.name, 'expired'))
  expect(await findBearer(db, expired)).toBeNull()
  const idOf = async (name: string) => (await tokensOf(db, person)).find((one) => one.name === name)!.id
  await expect(endToken(db, officer, await idOf('ended'))).rejects.toMatchObject({ code: 'not-found' })
  expect(await rolesBy(ended)).toHaveLength(1)
  await endToken(db, person, await idOf('ended'))
  expect(await findBearer(db, ended)).toBeNull()
  await endAllTokens(db, person)
  expect(await findBearer(db, other)).toBeNull()
  expect(await tokensOf(db, person)).toEqual([])
  expect(await rolesBy(token)).toHaveLength(1)
})

test('a forgotten password ends the tokens that were made with it, and says so', async () => {
  const person = await aStaffMember(officer.roles)
  const made = await makeToken(db, person, wanted)
  expect(await resetPassword(db, await createToken(db, 'reset-password', person.id), 'quite new words')).toBe(true)
  expect(await findBearer(db, made)).toBeNull()
  expect(await rolesBy(token)).toHaveLength(1)
  const changed = and(eq(messages.recipient, person.email), eq(messages.template, 'password-changed'))
  const [mail] = await db.select().from(messages).where(changed)
  expect(mail!.text).toContain('tokens were ended')
})

test('a role that has ended, or an address that is not confirmed, gives nothing; nor does a token without roles come to be', async () => {
  const person = await aStaffMember(officer.roles)
  const made = await makeToken(db, person, wanted)
  expect(await rolesBy(made)).toHaveLength(1)
  await db.update(people).set({ emailVerifiedAt: null }).where(eq(people.id, person.id))
  expect(await rolesBy(made)).toEqual([])
  await db.update(people).set({ emailVerifiedAt: new Date() }).where(eq(people.id, person.id))
  await db.update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, person.id))
  expect(await rolesBy(made)).toEqual([])
  await expect(makeToken(db, await anApplicant(), wanted)).rejects.toMatchObject({ code: 'forbidden' })
})

test('a role that needs an authenticator does not count without it, nor by a token older than it', async () => {
  const person = await aStaffMember(officer.roles)
  const email = `${person.id}@university.example`
  await db.update(people).set({ email }).where(eq(people.id, person.id))
  const before = await makeToken(db, { ...person, email }, { ...wanted, name: 'before' })
  expect(await rolesBy(before)).toEqual([])
  await db.insert(authenticators).values({ personId: person.id, secret: 'sealed' })
  expect(await rolesBy(before)).toEqual([])
  await db.update(authenticators).set({ confirmedAt: sql`now()` }).where(eq(authenticators.personId, person.id))
  expect(await rolesBy(before)).toEqual([])
  const after = await makeToken(db, { ...person, email }, { ...wanted, name: 'after' })
  expect(await rolesBy(after)).toHaveLength(1)
})

test('a person has one token a name, at most twenty, for at most a year, also by many requests at once and by hand-written SQL', async () => {
  const person = await aStaffMember(officer.roles)
  const same = await Promise.allSettled(Array.from({ length: 8 }, () => makeToken(db, person, wanted)))
  expect(same.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const many = await Promise.allSettled(
    Array.from({ length: 25 }, (_, n) => makeToken(db, person, { ...wanted, name: `token ${n}` })),
  )
  expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(19)
  await expect(
    db.execute(sql`update api_tokens set expires_at = now() + interval '400 days' where person_id = ${person.id}`),
  ).rejects.toThrow()
})
