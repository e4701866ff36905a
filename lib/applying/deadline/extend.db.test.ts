import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, events } from '@/db/schema'
import { loadApplication } from '@/lib/applying/application/queries'
import type { Call } from '@/lib/call/call'
import { findCall } from '@/lib/platform/call-store/queries'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication } from '@/lib/tools/testing/applicant'
import { aCall, anAdmin, inHours, toldOf } from '@/lib/tools/testing/deadlines'
import { conflictOf } from '@/lib/tools/testing/staff'
import { extendDeadline, previewExtension } from './extend'
import { extensionsOf, findByNumberOrAddress, laterClosings } from './queries'
import type { Scope } from './schema'
import { tellExtension } from './tell-extension'

let call: Call

beforeEach(async () => {
  await db.execute(sql`delete from graphile_worker._private_jobs`)
  call = await aCall(48)
})

async function aDraft(institution = 'ucas') {
  const person = await anApplicant()
  const id = await anApplication(person, call, { choice: { ...phdAnswers.choice, institution } })
  return { person, id }
}

const closingOf = async ({ person, id }: Awaited<ReturnType<typeof aDraft>>) =>
  (await loadApplication(db, person, id)).closesAt

/** Runs the jobs that announce extensions, as the worker would; returns how many there were. */
async function tellAll(most?: number): Promise<number> {
  for (let done = 0; ; done++) {
    const [job] = await db.execute<{ id: string; payload: unknown }>(sql`
      select j.id, j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'tell-extension'`)
    if (!job) return done
    await tellExtension(db, job.payload, most)
    await db.execute(sql`delete from graphile_worker._private_jobs where id = ${job.id}`)
  }
}

test('an applicant can submit until the latest of the closings of the Call, their institution and their application', async () => {
  const admin = await anAdmin()
  const [one, other, elsewhere] = [await aDraft(), await aDraft(), await aDraft('ustc')]
  await extendDeadline(db, admin, call, { scope: 'institution', institution: 'ucas' }, inHours(72), 'Storm')
  await extendDeadline(db, admin, call, { scope: 'application', application: one.id }, inHours(96), 'Ill')
  expect(await closingOf(one)).toEqual(inHours(96))
  expect(await closingOf(other)).toEqual(inHours(72))
  expect(await closingOf(elsewhere)).toEqual(call.closesAt)
  await extendDeadline(db, admin, call, { scope: 'all' }, inHours(84), 'Holidays')
  expect(await closingOf(one)).toEqual(inHours(96))
  for (const draft of [other, elsewhere]) expect(await closingOf(draft)).toEqual(inHours(84))
  expect((await findCall(db, call.slug))!.closesAt).toEqual(inHours(84))
})

test('an extension is recorded with the admin, the applicants, both dates and the reason', async () => {
  const admin = await anAdmin(call.id)
  const { id, person } = await aDraft()
  const targets: Scope[] = [
    { scope: 'all' },
    { scope: 'institution', institution: 'ucas' },
    { scope: 'application', application: id },
  ]
  for (const [index, target] of targets.entries())
    await extendDeadline(db, admin, call, target, inHours(60 + index), 'Reason')
  const history = await extensionsOf(db, admin, call.id, 10)
  expect(history.map(({ data }) => data.scope)).toEqual(['application', 'institution', 'all'])
  const [forOne, , forAll] = history
  expect(forOne).toMatchObject({ by: 'Admin', name: `${person.name}, ${person.email}` })
  expect(forAll!.data).toEqual({
    call: call.id,
    scope: 'all',
    from: call.closesAt.toISOString(),
    to: inHours(60).toISOString(),
    reason: 'Reason',
  })
  const [own] = await db.select().from(events).where(eq(events.applicationId, id)).orderBy(sql`id desc`).limit(1)
  expect(own).toMatchObject({ type: 'deadline-extended', actorRole: 'admin', actorId: admin.id })
  const later = await laterClosings(db, admin, call.id, 10)
  expect(later.institutions.map(({ closesAt }) => closesAt)).toEqual([inHours(61)])
  expect(later.applications.map(({ closesAt }) => closesAt)).toEqual([inHours(62)])
})

test.each([
  ['an earlier one', (at: Date) => new Date(at.getTime() - 1000)],
  ['the present one', (at: Date) => at],
])('an admin cannot extend a deadline to %s, for any scope, and nothing changes', async (_name, at) => {
  const admin = await anAdmin()
  const draft = await aDraft()
  await extendDeadline(db, admin, call, { scope: 'institution', institution: 'ucas' }, inHours(72), 'Storm')
  const before = await db.select().from(events)
  const attempts: [Scope, Date][] = [
    [{ scope: 'all' }, call.closesAt],
    [{ scope: 'institution', institution: 'ustc' }, call.closesAt],
    [{ scope: 'institution', institution: 'ucas' }, inHours(72)],
    [{ scope: 'application', application: draft.id }, inHours(72)],
  ]
  const invalid = { code: 'invalid' }
  for (const [target, present] of attempts) {
    await expect(extendDeadline(db, admin, call, target, at(present), 'No')).rejects.toMatchObject(invalid)
    await expect(previewExtension(db, admin, call, target, at(present))).rejects.toMatchObject(invalid)
  }
  expect(await db.select().from(events)).toEqual(before)
  expect(await closingOf(draft)).toEqual(inHours(72))
})

test('an admin cannot extend a deadline to a past date, for an unknown institution, another Call’s application or their own; nobody else extends one', async () => {
  const admin = await anAdmin()
  const over = await aCall(-48)
  await expect(extendDeadline(db, admin, over, { scope: 'all' }, inHours(-1), 'x')).rejects.toMatchObject({
    code: 'invalid',
  })
  const unknown: Scope = { scope: 'institution', institution: 'nowhere' }
  await expect(extendDeadline(db, admin, call, unknown, inHours(72), 'x')).rejects.toMatchObject({ code: 'not-found' })
  const { person, id } = await aDraft()
  const foreign: Scope = { scope: 'application', application: id }
  await expect(extendDeadline(db, admin, over, foreign, inHours(72), 'x')).rejects.toMatchObject({ code: 'not-found' })
  for (const actor of [await anAdmin(over.id), person])
    await expect(extendDeadline(db, actor, call, { scope: 'all' }, inHours(72), 'x')).rejects.toMatchObject({
      code: 'not-found',
    })
  const both = { ...person, roles: admin.roles }
  await expect(extendDeadline(db, both, call, foreign, inHours(72), 'x')).rejects.toMatchObject({ code: 'forbidden' })
  expect((await findCall(db, call.slug))!.closesAt).toEqual(call.closesAt)
})

test('of two admins at once the later date wins, and the one with an earlier date gets an error', async () => {
  const admin = await anAdmin()
  for (const target of [{ scope: 'all' }, { scope: 'institution', institution: 'ucas' }] satisfies Scope[]) {
    const latest = target.scope === 'all' ? 100 : 200
    const hours = [latest, latest - 10, latest - 20, latest - 30]
    const results = await Promise.allSettled(
      hours.map((hour) => extendDeadline(db, admin, call, target, inHours(hour), String(hour))),
    )
    const history = (await extensionsOf(db, admin, call.id, 20)).filter(({ data }) => data.scope === target.scope)
    expect(history).toHaveLength(results.filter(({ status }) => status === 'fulfilled').length)
    expect(history[0]).toMatchObject({ data: { to: inHours(latest).toISOString() } })
    // Each begins where the last one ended.
    for (const [index, { data }] of history.slice(0, -1).entries()) expect(data.from).toBe(history[index + 1]!.data.to)
  }
})

test('everybody with an affected draft hears of an extension once, in batches, and nobody else', async () => {
  const admin = await anAdmin()
  const ill = await aDraft()
  const drafts = [ill, await aDraft(), await aDraft()]
  const [elsewhere, handedIn] = [await aDraft('ustc'), await aDraft()]
  await db
    .update(applications)
    .set({ state: 'submitted', number: call.slug, submittedAt: new Date(), track: 'phd' })
    .where(eq(applications.id, handedIn.id))
  const target: Scope = { scope: 'institution', institution: 'ucas' }
  expect((await previewExtension(db, admin, call, target, inHours(72))).told).toBe(3)
  await extendDeadline(db, admin, call, target, inHours(72), 'Storm')
  const payload = { callId: call.id, target, at: inHours(72).toISOString() }
  expect(await tellAll(1)).toBe(4)
  await Promise.all([tellExtension(db, payload), tellExtension(db, payload)])
  for (const { person } of drafts) {
    const { titles, mails } = await toldOf(person, 'deadline-extended')
    expect({ titles: titles.length, mails }).toEqual({ titles: 1, mails: 1 })
  }
  for (const { person } of [elsewhere, handedIn]) expect((await toldOf(person, 'deadline-extended')).titles).toEqual([])
  // A still later deadline is announced again; people who have it need not hear of one in between.
  await extendDeadline(db, admin, call, { scope: 'application', application: ill.id }, inHours(120), 'Ill')
  expect((await previewExtension(db, admin, call, { scope: 'all' }, inHours(96))).told).toBe(3)
  await extendDeadline(db, admin, call, { scope: 'all' }, inHours(96), 'Holidays')
  await tellAll()
  for (const { person } of drafts) expect((await toldOf(person, 'deadline-extended')).titles).toHaveLength(2)
  expect((await toldOf(elsewhere.person, 'deadline-extended')).titles).toHaveLength(1)
})

test('jobs that announce the same extension at once notify each applicant once', async () => {
  const admin = await anAdmin()
  const drafts = await Promise.all(Array.from({ length: 6 }, () => aDraft()))
  await extendDeadline(db, admin, call, { scope: 'all' }, inHours(72), 'Storm')
  const payload = { callId: call.id, target: { scope: 'all' }, at: inHours(72).toISOString() }
  await Promise.all([tellExtension(db, payload), tellExtension(db, payload), tellExtension(db, payload)])
  for (const { person } of drafts) expect((await toldOf(person, 'deadline-extended')).titles).toHaveLength(1)
})

test('an admin finds an application by its number or its applicant’s address, except with a conflict of interest', async () => {
  const admin = await anAdmin()
  const { person, id } = await aDraft()
  await db.update(applications).set({ number: 'ANSO-X-1' }).where(eq(applications.id, id))
  for (const who of [person.email.toUpperCase(), 'anso-x-1'])
    expect(await findByNumberOrAddress(db, admin, call.id, who)).toEqual({ application: id, account: true })
  const { email } = await anApplicant()
  expect(await findByNumberOrAddress(db, admin, call.id, email)).toEqual({ application: null, account: true })
  expect(await findByNumberOrAddress(db, admin, call.id, 'nobody')).toEqual({ application: null, account: false })
  await conflictOf(admin, id)
  expect(await findByNumberOrAddress(db, admin, call.id, 'anso-x-1')).toEqual({ application: null, account: false })
  const target = { scope: 'application' as const, application: id }
  await expect(extendDeadline(db, admin, call, target, inHours(72), 'Storm')).rejects.toMatchObject({
    code: 'not-found',
  })
})
