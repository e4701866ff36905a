import { and, desc, eq, isNull } from 'drizzle-orm'
import { afterEach, expect, test, vi } from 'vitest'
import { db } from '@/db/client'
import { events, messages, people, roles } from '@/db/schema'
import { findByEmail } from '@/lib/people/queries'
import { findMessage } from '@/lib/platform/mail/queries'
import { settings } from '@/lib/shared/settings'
import { runAdmin } from '@/lib/tools/cli/run-admin'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { acceptInvitation } from './accept'
import { inviteAdmin } from './invite-admin'

afterEach(() => vi.restoreAllMocks())

const mailsTo = (email: string) =>
  db.select().from(messages).where(eq(messages.recipient, email)).orderBy(desc(messages.queuedAt))

async function rolesOf(email: string) {
  return db
    .select({ role: roles.role, callId: roles.callId })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(and(eq(people.email, email), isNull(roles.endedAt)))
}

async function accept(email: string): Promise<void> {
  const [mail] = await mailsTo(email)
  const token = /token=([\w-]+)/.exec((await findMessage(db, mail!.id))!.text)![1]!
  const given = { token, name: 'Ada Mensah', password: 'a-long-Password', userAgent: null, seconds: 60 }
  expect(await acceptInvitation(db, given)).not.toBeNull()
}

test('the operator invites an admin of all Calls, again until they accept, and the record shows it', async () => {
  const email = 'first@funder.example'
  expect(await inviteAdmin(db, { name: 'Ada Mensah', email })).toBe('invited')
  expect(await inviteAdmin(db, { name: 'Ada Mensah', email: email.toUpperCase() })).toBe('again')
  expect((await mailsTo(email)).map(({ template }) => template)).toEqual(['staff-invitation', 'staff-invitation'])
  await accept(email)
  expect(await rolesOf(email)).toEqual([{ role: 'admin', callId: null }])
  await expect(inviteAdmin(db, { name: 'Ada Mensah', email })).rejects.toMatchObject({ code: 'conflict' })
  const person = (await findByEmail(db, email))!
  const recorded = await db.select().from(events).where(eq(events.actorRole, 'system')).orderBy(events.id)
  expect(recorded.map(({ type, actorId, data }) => [type, actorId, (data as { person: string }).person])).toEqual([
    ['role-given', null, person.id],
    ['invitation-resent', null, person.id],
  ])
})

test('a person with an account gets a notice and keeps their roles; an ended admin role comes back', async () => {
  const known = await aStaffMember([])
  await inviteAdmin(db, { name: 'Other Name', email: known.email })
  expect((await mailsTo(known.email))[0]!.template).toBe('role-given')
  expect((await findByEmail(db, known.email))!.name).toBe(known.name)
  await db.update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, known.id))
  expect(await inviteAdmin(db, { name: 'Other Name', email: known.email })).toBe('invited')
  expect(await rolesOf(known.email)).toHaveLength(1)
})

test('an invitation that an admin took back is sent again, with its role', async () => {
  const email = 'taken-back@funder.example'
  await inviteAdmin(db, { name: 'Ada', email })
  await db
    .update(roles)
    .set({ endedAt: new Date() })
    .where(eq(roles.personId, (await findByEmail(db, email))!.id))
  expect(await inviteAdmin(db, { name: 'Ada', email })).toBe('invited')
  expect(await rolesOf(email)).toEqual([{ role: 'admin', callId: null }])
  await accept(email)
})

test('of several invitations at once to a new address, one gives the role, and each sends a link or reports the role', async () => {
  const email = 'at-once@funder.example'
  const all = await Promise.allSettled(Array.from({ length: 5 }, () => inviteAdmin(db, { name: 'Ada', email })))
  expect(all.some((one) => one.status === 'fulfilled' && one.value === 'invited')).toBe(true)
  for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' })
  expect(await rolesOf(email)).toHaveLength(1)
})

test('the command reports errors in one line, and prints the link where no mail can leave', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  for (const wrong of [[], ['invite'], ['invite', 'ada@funder.example'], ['remove', 'ada@funder.example', 'Ada']])
    await expect(runAdmin(wrong)).rejects.toThrow(/^say npm run admin/)
  await expect(runAdmin(['invite', 'nowhere', 'Ada'])).rejects.toThrow('in the form name@example.org')
  await runAdmin(['invite', 'printed@funder.example', 'Ada', 'Mensah'])
  expect(said.mock.calls).toEqual([
    ['printed@funder.example is an admin of all Calls, and told by mail.'],
    [expect.stringMatching(/https?:\S+\/invitation\?token=[\w-]{43}$/)],
  ])
  expect((await findByEmail(db, 'printed@funder.example'))!.name).toBe('Ada Mensah')
  await expect(
    runAdmin(['invite', (await aStaffMember([{ role: 'admin', callId: null }])).email, 'B']),
  ).rejects.toThrow('has this role already')
  settings().SMTP_URL = 'smtp://127.0.0.1:1'
  await runAdmin(['invite', 'printed@funder.example', 'Ada'])
  expect(said.mock.calls.slice(2)).toEqual([['printed@funder.example is invited once more.']])
})
