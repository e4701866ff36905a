import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { beforeAll, expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { db } from '@/db/client'
import * as schema from '@/db/schema'
import {
  assignments,
  authenticators,
  events,
  messages,
  people,
  personTokens,
  reviewers,
  reviews,
  roles,
} from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { register } from '@/lib/people/accounts'
import type { Person } from '@/lib/people/actor'
import { verifyPassword } from '@/lib/people/password'
import { findByEmail, findPersonBySession } from '@/lib/people/queries'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { findMessage } from '@/lib/platform/mail/queries'
import { anApplicant } from '@/lib/tools/testing/applicant'
import { asWritten } from '@/lib/tools/testing/as-written'
import { aStaffMember, aSubmitted, assignTo } from '@/lib/tools/testing/staff'
import { acceptInvitation, invitedBy } from './accept'
import { endRole, reactivateRole, resendInvitation } from './end-role'
import { readPeopleFilter } from './filter'
import { giveRole } from './give-role'
import { importPeople, type Preview, previewImport } from './import'
import { openWork } from './open-work'
import { findMember, historyOf, listMembers, loadsOf } from './queries'
import { findResettable, findToReset, mayReset, resetFactor } from './reset-factor'
import type { Appointment, Profile } from './schema'

let call: Call
let other: Call
let admin: Person
let adminOfOther: Person

beforeAll(async () => {
  await publishCall(db, inventedCall)
  call = (await findCall(db, '2021'))!
  other = (await findCall(db, 'invented'))!
  admin = await aStaffMember([{ role: 'admin', callId: null }], { name: 'Admin Of All' })
  adminOfOther = await aStaffMember([{ role: 'admin', callId: other.id }], { name: 'Admin Of One' })
})

let count = 0
const newAddress = () => `invited${++count}@university.example`
const officer = (email = newAddress()): Appointment => ({
  role: 'officer',
  name: 'An Officer',
  email,
  institution: 'sic',
  profile: null,
})
const profile: Profile = {
  affiliation: 'Somewhere',
  institution: null,
  country: 'GH',
  tracks: ['phd'],
  programmes: [],
  languages: ['english'],
  most: 10,
}
const reviewer = (email = newAddress()): Appointment => ({
  role: 'reviewer',
  name: 'A Reviewer',
  email,
  institution: null,
  profile,
})
const give = (given: Appointment, by = admin, of: Call | null = call) =>
  db.transaction((tx) => giveRole(tx, by, of, given))
const rolesOf = (personId: string) => db.select().from(roles).where(eq(roles.personId, personId))
const idOf = async (personId: string) => (await rolesOf(personId))[0]!.id

async function lastMail(email: string) {
  const rows = await db
    .select()
    .from(messages)
    .where(eq(messages.recipient, email))
    .orderBy(messages.queuedAt, asWritten)
  const text = rows.length ? (await findMessage(db, rows.at(-1)!.id))!.text : ''
  return { count: rows.length, template: rows.at(-1)?.template, token: /token=([\w-]+)/.exec(text)?.[1] ?? '' }
}
const accepting = (token: string, password = 'my own few words') => ({
  token,
  name: 'Own Name',
  password,
  userAgent: null,
  seconds: 60,
})

test('only the link of an invitation makes the account, once; the role then waits for an authenticator', async () => {
  const given = officer()
  const id = await give(given)
  const { token, template } = await lastMail(given.email)
  expect(template).toBe('staff-invitation')
  const [row] = await db.select().from(messages).where(eq(messages.recipient, given.email))
  expect(row!.text).not.toContain(token)
  expect(await invitedBy(db, token)).toMatchObject({ id, passwordHash: null, emailVerifiedAt: null })
  expect(await acceptInvitation(db, accepting(`${token}x`))).toBeNull()
  const both = await Promise.all([1, 2].map((n) => acceptInvitation(db, accepting(token, `my own few words ${n}`))))
  const accepted = both.find((one) => one !== null)!
  expect(both.filter((one) => one !== null)).toHaveLength(1)
  expect(await findPersonBySession(db, accepted.sessionId)).toMatchObject({
    id,
    name: 'Own Name',
    roles: [],
    mustEnrol: true,
  })
  expect(await invitedBy(db, token)).toBeNull()
})

test('a stranger who registers an invited address meanwhile gets neither the role nor the account', async () => {
  const given = officer()
  await give(given)
  await register(db, { email: given.email, name: 'Stranger', password: 'a stranger’s words' })
  const invitation = (await db.select().from(messages).where(eq(messages.recipient, given.email))).find(
    ({ template }) => template === 'staff-invitation',
  )
  const token = /token=([\w-]+)/.exec((await findMessage(db, invitation!.id))!.text)![1]!
  await acceptInvitation(db, accepting(token))
  const person = (await findByEmail(db, given.email))!
  expect(person.name).toBe('Own Name')
  expect(await verifyPassword(person.passwordHash, 'a stranger’s words')).toBe(false)
  const open = and(eq(personTokens.personId, person.id), isNull(personTokens.usedAt))
  expect(await db.select().from(personTokens).where(open)).toEqual([])
})

test('a person with an account gets the role and a notice; nobody gets the same role twice, not even at once', async () => {
  const known = await aStaffMember([])
  await give(reviewer(known.email.toUpperCase()))
  expect((await lastMail(known.email)).template).toBe('role-given')
  const given = officer()
  const at = await Promise.allSettled(Array.from({ length: 4 }, () => give(given)))
  expect(at.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(at.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
  expect((await lastMail(given.email)).count).toBe(1)
})

test('an admin of one Call sees and changes only its people', async () => {
  const mine = await give({ ...officer(), institution: 'nile-lab' }, adminOfOther, other)
  const hidden = await give(officer())
  const hiddenRole = await idOf(hidden)
  await expect(give(officer(), adminOfOther)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(give({ ...officer(), role: 'admin', institution: null }, adminOfOther, null)).rejects.toMatchObject({
    code: 'forbidden',
  })
  for (const attempt of [endRole, reactivateRole, resendInvitation])
    await expect(attempt(db, adminOfOther, hiddenRole)).rejects.toMatchObject({ code: 'not-found' })
  expect(await findMember(db, adminOfOther, hidden)).toBeNull()
  expect(await findMember(db, adminOfOther, mine)).not.toBeNull()
  const all = await listMembers(db, adminOfOther, readPeopleFilter({}))
  expect(all.members.map(({ id }) => id).sort()).toEqual([adminOfOther.id, mine].sort())
  expect(all.total).toBe(2)
  for (const query of [
    { q: 'An Officer' },
    { call: '2021' },
    { call: 'all' },
    { institution: 'sic' },
    { state: 'ended' },
  ]) {
    const { members } = await listMembers(db, adminOfOther, readPeopleFilter(query))
    expect(members.some(({ id }) => id === hidden)).toBe(false)
  }
  expect(await historyOf(db, adminOfOther, hidden)).toEqual([])
  expect(await historyOf(db, admin, hidden)).toMatchObject([{ type: 'role-given' }])
})

test('the list finds by name, address, role, institution and state, in pages', async () => {
  const given = { ...officer(), name: 'Zoë Žižková', institution: 'simm' }
  const id = await give(given)
  const find = async (query: Record<string, string | undefined>) =>
    (await listMembers(db, admin, readPeopleFilter(query))).members.map((member) => member.id)
  for (const query of [{ q: 'žižk' }, { q: given.email }, { institution: 'simm' }])
    expect(await find(query)).toEqual([id])
  expect(await find({ q: 'žižk', state: 'active' })).toEqual([])
  expect(await find({ q: 'žižk', state: 'invited', role: 'officer', call: '2021' })).toEqual([id])
  await endRole(db, admin, await idOf(id))
  expect(await find({ q: 'žižk', state: 'invited' })).toEqual([])
  expect(await find({ q: 'žižk', state: 'ended' })).toEqual([id])
  expect(await find({ q: '%' })).toEqual([])
  for (let n = 0; n < 26; n++) await give({ ...officer(), name: `Paged ${String(n).padStart(2, '0')}` })
  const [first, second] = [await find({ q: 'paged' }), await find({ q: 'paged', page: '2' })]
  expect([first.length, second.length, new Set([...first, ...second]).size]).toEqual([25, 1, 26])
})

test('a role ends at once and can come back; its invitation ends with it and is sent again', async () => {
  const given = officer()
  const person = await give(given)
  const { token } = await lastMail(given.email)
  const role = await idOf(person)
  await endRole(db, admin, role)
  expect(await invitedBy(db, token)).toBeNull()
  await reactivateRole(db, admin, role)
  const mail = await lastMail(given.email)
  expect(mail).toMatchObject({ count: 2, template: 'staff-invitation' })
  expect((await invitedBy(db, mail.token))?.id).toBe(person)
  await resendInvitation(db, admin, role)
  const accepted = await acceptInvitation(db, accepting((await lastMail(given.email)).token))
  expect(accepted).not.toBeNull()
  await expect(resendInvitation(db, admin, role)).rejects.toMatchObject({ code: 'conflict' })
  await endRole(db, admin, role)
  expect((await lastMail(given.email)).template).toBe('role-ended')
})

/** Sets the existing admins of all Calls aside, until the test is over. */
async function withoutOtherAdmins(work: () => Promise<void>) {
  const before = await db.select({ id: roles.id }).from(roles).where(standingAdmins)
  const these = inArray(
    roles.id,
    before.map(({ id }) => id),
  )
  await db.update(roles).set({ endedAt: new Date() }).where(these)
  await work().finally(() => db.update(roles).set({ endedAt: null }).where(these))
}

const standingAdmins = and(eq(roles.role, 'admin'), isNull(roles.callId), isNull(roles.endedAt))
const anAdmin = () => aStaffMember([{ role: 'admin', callId: null }])

test('of two admins who end each other at once, one stays; nobody ends their own last role', async () => {
  const [one, two] = [await anAdmin(), await anAdmin()]
  const [ofOne, ofTwo] = [await idOf(one.id), await idOf(two.id)]
  await expect(endRole(db, one, ofOne)).rejects.toMatchObject({ code: 'forbidden' })
  const both = await Promise.allSettled([endRole(db, one, ofTwo), endRole(db, two, ofOne)])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('the last admin of all Calls who can sign in stays, whatever other roles they have', () =>
  withoutOtherAdmins(async () => {
    const last = await anAdmin()
    const role = await idOf(last.id)
    await give({ ...officer(), role: 'admin', institution: null }, last, null)
    await give({ ...officer(last.email), role: 'admin', institution: null }, last)
    await expect(endRole(db, last, role)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await db.select().from(roles).where(eq(roles.id, role))).toMatchObject([{ endedAt: null }])
  }))

test('a reviewer’s unstarted reviews end with the role; started ones need a decision, submitted ones stay', async () => {
  const person = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  const ids: string[] = []
  for (const state of ['waiting', 'begun', 'done'] as const) {
    const { id } = await aSubmitted(call, { institution: 'simit', state: 'under-review' })
    const assignment = await assignTo(person, id)
    if (state !== 'waiting')
      await db.insert(reviews).values({
        assignmentId: assignment,
        version: 1,
        ...(state === 'done' ? { submittedAt: new Date(), total: 5 } : {}),
      })
    ids.push(assignment)
  }
  const role = await idOf(person.id)
  expect(await openWork(db, admin, { personId: person.id, callId: call.id })).toEqual({ waiting: 1, begun: 1 })
  expect(await loadsOf(db, admin, [person.id])).toMatchObject([{ open: 2, begun: 1, done: 1 }])
  await expect(endRole(db, admin, role)).rejects.toMatchObject({ code: 'invalid' })
  await endRole(db, admin, role, 'keep')
  const reasons = async () => {
    const rows = await db.select().from(assignments).where(inArray(assignments.id, ids))
    return ids.map((id) => rows.find((row) => row.id === id)!.endReason)
  }
  expect(await reasons()).toEqual(['removed', null, null])
  await reactivateRole(db, admin, role)
  await endRole(db, admin, role, 'remove')
  expect(await reasons()).toEqual(['removed', 'removed', null])
  expect(await db.select().from(events).where(eq(events.type, 'reviewer-removed'))).toHaveLength(2)
})

test('loads leave out what the admin may not read', async () => {
  const person = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  const { id, applicant } = await aSubmitted(call, { institution: 'siom', state: 'under-review' })
  await assignTo(person, id)
  expect(await loadsOf(db, admin, [person.id])).toMatchObject([{ open: 1 }])
  expect(await loadsOf(db, { ...admin, id: applicant.id }, [person.id])).toEqual([])
})

test('a smaller load limit lowers the accepted load', async () => {
  const given = reviewer()
  const id = await give(given)
  await db.update(reviewers).set({ accepts: 8 }).where(eq(reviewers.personId, id))
  await endRole(db, admin, await idOf(id))
  await give({ ...given, profile: { ...profile, most: 5 } })
  expect(await db.select().from(reviewers).where(eq(reviewers.personId, id))).toMatchObject([{ most: 5, accepts: 5 }])
})

test('only an admin of all Calls finds a person without a role, by the whole address, and resets them; both are recorded', async () => {
  const lost = await anApplicant('Lost Phone')
  const find = (address: string, by = admin) => findToReset(db, by, address)
  expect(await find(lost.email)).toBeNull()
  await db.insert(authenticators).values({ personId: lost.id, secret: 'sealed' })
  expect(await find(lost.email)).toBeNull()
  await db.update(authenticators).set({ confirmedAt: new Date() }).where(eq(authenticators.personId, lost.id))
  for (const part of ['', lost.email.slice(0, -1), lost.email.split('@')[0]!, '%'])
    expect(await find(part), part).toBeNull()
  await expect(find(lost.email, adminOfOther)).rejects.toMatchObject({ code: 'not-found' })
  expect(await findResettable(db, adminOfOther, lost.id)).toBeNull()
  await expect(resetFactor(db, adminOfOther, lost.id)).rejects.toMatchObject({ code: 'not-found' })
  const found = await find(` ${lost.email.toUpperCase()} `)
  expect(found).toMatchObject({ id: lost.id, member: false, hasRole: false })
  expect((await listMembers(db, admin, readPeopleFilter({ q: lost.email }))).total).toBe(0)
  await resetFactor(db, admin, lost.id)
  expect(await find(lost.email)).toBeNull()
  const recorded = sql`${events.type} = 'second-factor-reset' and ${events.data} ->> 'person' = ${lost.id}`
  expect(await db.select().from(events).where(recorded)).toMatchObject([{ actorId: admin.id, actorRole: 'admin' }])
  expect((await lastMail(lost.email)).template).toBe('second-factor-changed')
})

test('only an admin who manages all of a person’s roles resets their authenticator, and never their own', async () => {
  const both = await aStaffMember([
    { role: 'chief', callId: other.id },
    { role: 'chief', callId: call.id },
  ])
  expect(await mayReset(db, adminOfOther, both.id)).toBe(false)
  expect(await mayReset(db, admin, both.id)).toBe(true)
  expect(await mayReset(db, admin, admin.id)).toBe(false)
  await expect(resetFactor(db, adminOfOther, both.id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(resetFactor(db, admin, both.id)).rejects.toMatchObject({ code: 'conflict' })
})

const HEAD = 'role;name;email;institution;load limit;disciplines\n'
const preview = async (text: string) => (await previewImport(db, admin, call, HEAD + text)) as Preview

test('the preview shows for each row what will happen or all of its errors, and writes nothing', async () => {
  const known = await aStaffMember([{ role: 'chief', callId: call.id }])
  const before = await db.$count(people)
  const { rows, good, wrong } = await preview(`officer;A;a@university.example;USTC;;
reviewer;B;b@university.example;;12;Chemistry
reviewer;B;B@university.example;;3;
king;;nowhere;Hogwarts;;
chief;C;${known.email};;;`)
  expect(rows.map(({ line, errors }) => [line, errors.length])).toEqual([
    [2, 0],
    [3, 0],
    [4, 1],
    [5, 3],
    [6, 1],
  ])
  expect([good, wrong]).toEqual([2, 3])
  const [, , repeated, , present] = rows
  expect(repeated!.errors.join()).toContain('line 3')
  expect(present!.errors.join()).toContain('already')
  expect(await db.$count(people)).toBe(before)
})

test('an import writes the good rows together, with one event; nothing if a row has changed since the preview', async () => {
  const text = `${HEAD}officer;A;one@import.example;USTC;;\nreviewer;B;two@import.example;;12;\nking;C;three@import.example;;;`
  const stale = await importPeople(db, admin, call, text, { good: 3, wrong: 0 })
  expect(stale).toMatchObject({ good: 2, wrong: 1 })
  expect(await findByEmail(db, 'one@import.example')).toBeNull()
  const both = await Promise.allSettled([1, 2].map(() => importPeople(db, admin, call, text, { good: 2, wrong: 1 })))
  expect(both.filter((one) => one.status === 'fulfilled' && 'imported' in one.value)).toHaveLength(1)
  expect((await lastMail('two@import.example')).count).toBe(1)
  expect(await findByEmail(db, 'three@import.example')).toBeNull()
  expect(await db.select().from(events).where(eq(events.type, 'people-imported'))).toHaveLength(1)
  const one = (await findByEmail(db, 'one@import.example'))!
  expect(await historyOf(db, admin, one.id)).toMatchObject([{ type: 'people-imported' }])
  await expect(importPeople(db, adminOfOther, call, text, { good: 2, wrong: 1 })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('a thousand rows take a few statements, including existing accounts and ended roles', async () => {
  const former = await aStaffMember([])
  const known = [former, await aStaffMember([]), await aStaffMember([])]
  const before = await give({ ...reviewer(former.email), profile: { ...profile, most: 9 } })
  await endRole(db, admin, await idOf(before))
  const emails = [
    ...known.map(({ email }) => email.toUpperCase()),
    ...Array.from({ length: 996 }, (_, n) => `many${n}@import.example`),
  ]
  const rows = emails.map((email, n) => `reviewer;Many ${n};${email};;5;`)
  // One person in two roles, the address in two spellings.
  rows.push('officer;Many 0;MANY0@import.example;USTC;;')
  const text = HEAD + rows.join('\n')
  let statements = 0
  const client = postgres(process.env.DATABASE_URL!, { max: 1 })
  const counted = drizzle(client, { schema, logger: { logQuery: () => statements++ } })
  expect(await importPeople(counted, admin, call, text, { good: 1000, wrong: 0 })).toEqual({ imported: 1000 })
  await client.end()
  expect(statements).toBeLessThan(20)
  const mine = sql`${people.email} like 'many%@import.example'`
  expect(await db.$count(people, mine)).toBe(996)
  const invitations = and(eq(messages.template, 'staff-invitation'), sql`${messages.recipient} like 'many%'`)
  expect(await db.$count(messages, invitations)).toBe(997)
  const jobs = await db.execute(sql`select from graphile_worker.jobs j
    join ${messages} m on j.key = 'mail:' || m.id where m.recipient like 'many%'`)
  expect(jobs).toHaveLength(997)
  const tokens = [lastMail('many7@import.example'), lastMail('many8@import.example')].map(async (mail) => {
    return (await invitedBy(db, (await mail).token))?.name
  })
  expect(await Promise.all(tokens)).toEqual(['Many 10', 'Many 11'])
  for (const { email } of known) expect((await lastMail(email)).template).toBe('role-given')
  expect(await db.select().from(reviewers).where(eq(reviewers.personId, before))).toMatchObject([{ most: 5 }])
  expect(await rolesOf(before)).toMatchObject([{ endedAt: null }])
})

test('two imports of the same people at once, in another order, give each role once and completely', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => `reviewer;Twice ${n};twice${n}@import.example;;5;`)
  const attempts = [rows, [...rows].reverse()].map((some) =>
    importPeople(db, admin, call, HEAD + some.join('\n'), { good: 40, wrong: 0 }),
  )
  const done = await Promise.allSettled(attempts)
  const imported = done.filter((one) => one.status === 'fulfilled' && 'imported' in one.value)
  expect(imported).toHaveLength(1)
  for (const one of done) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' })
  expect(await db.$count(messages, sql`${messages.recipient} like 'twice%'`)).toBe(40)
})
