import { and, eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, calls, events, nominationLists, nominations, notifications } from '@/db/schema'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import type { Call } from '@/lib/call/call'
import { shownToApplicant } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aStaffMember, aSubmitted, conflictOf } from '@/lib/tools/testing/staff'
import { digestOf } from './digest'
import { handIn } from './hand-in'
import { asHandedIn, candidatesOf, findList, isKeptAway, reopeningsOf } from './queries'
import { type Decision, type Entry, fromRanks } from './rank'
import { remindNominators } from './remind'
import { reopenList } from './reopen'
import { saveList } from './save'

const key = { institution: 'isl', track: 'phd' }
const signed = { signerName: 'Zhao Min', signerPosition: 'Dean', reason: '' }
const HOUR = 60 * 60 * 1000

let call: Call
let officer: Person
let admin: Person
let ann: string
let bo: string
let cy: string

beforeEach(async () => {
  call = await withNomination(await aCall(48), { closesAt: new Date(Date.now() + 72 * HOUR).toISOString(), limits: [] })
  officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'isl' }])
  admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  ann = await aCandidate('Ann')
  bo = await aCandidate('Bo')
  cy = await aCandidate('Cy')
})

/** The Call with other rules on nominations in its definition. */
async function withNomination(of: Call, change: Record<string, unknown>): Promise<Call> {
  const definition = { ...of.definition, nomination: { ...of.definition.nomination, ...change } }
  await db
    .update(calls)
    .set({ definition, version: of.version + 1 })
    .where(eq(calls.id, of.id))
  return (await findCall(db, of.slug))!
}

async function aCandidate(name: string, state: 'eligible' | 'under-review' | 'submitted' = 'under-review') {
  return (await aSubmitted(call, { institution: 'isl', name, state })).id
}

const inOrder = (...of: string[]): Entry[] => of.map((id) => ({ id, tied: false }))
const save = (decision: Decision, version: number, who = officer, now = new Date()) =>
  saveList(db, who, call, key, { version, decision }, now)
const rankAll = () => save({ ranked: inOrder(ann, bo, cy), passed: [] }, 0)

/** The list as its page shows it for the signature. */
async function asShown(who = officer) {
  const [list, candidates] = [await findList(db, call.id, key), await candidatesOf(db, who, call.id, key)]
  return { ...signed, version: list?.version ?? 0, digest: digestOf(asHandedIn(candidates)) }
}

const states = async () =>
  Object.fromEntries(
    (await db.select().from(applications).where(eq(applications.callId, call.id))).map(({ id, state }) => [id, state]),
  )
const ranks = async () => {
  const rows = await candidatesOf(db, officer, call.id, key)
  const names = { [ann]: 'Ann', [bo]: 'Bo', [cy]: 'Cy' }
  return fromRanks(rows).map(({ id, tied }) => `${tied ? '=' : ''}${names[id]}`)
}
const toldOf = async (person: Person, template: string) =>
  (await db.select().from(notifications).where(eq(notifications.personId, person.id))).filter(
    (row) => row.template === template,
  )

test('the portal keeps ranks, ties and reasons; a stale version overwrites nothing and shows the saved list', async () => {
  const mine = {
    ranked: [
      { id: bo, tied: false },
      { id: ann, tied: true },
    ],
    passed: [{ id: cy, reason: 'Late' }],
  }
  expect(await save(mine, 0)).toMatchObject({ outcome: 'saved', version: 1 })
  expect(await ranks()).toEqual(['Ann', '=Bo'])
  const colleague = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'isl' }], { name: 'Li Wen' })
  const stale = await save({ ranked: inOrder(cy), passed: [] }, 0, colleague)
  expect(stale).toMatchObject({ outcome: 'conflict', version: 1, by: officer.name })
  expect(stale.outcome === 'conflict' && stale.current.passed).toEqual(mine.passed)
  // Saving the same list again is no conflict, whatever its version.
  const again = await save(
    {
      ...mine,
      ranked: [
        { id: ann, tied: false },
        { id: bo, tied: true },
      ],
    },
    0,
    colleague,
  )
  expect(again).toMatchObject({ version: 1 })
  expect(await save({ ranked: inOrder(cy, ann, bo), passed: [] }, 1, colleague)).toMatchObject({ version: 2 })
  expect(await ranks()).toEqual(['Cy', 'Ann', 'Bo'])
})

test('of an officer and an admin who save the same version at once, one sees the other’s list', async () => {
  const both = await Promise.all([
    save({ ranked: inOrder(ann), passed: [] }, 0),
    save({ ranked: inOrder(bo), passed: [] }, 0, admin),
  ])
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'saved'])
})

test('a list takes only its candidates: none of another institution, none unchecked or withdrawn, nobody twice', async () => {
  const elsewhere = (await aSubmitted(call, { institution: 'sari', state: 'eligible' })).id
  const unchecked = await aCandidate('New', 'submitted')
  await save({ ranked: inOrder(elsewhere, ann, unchecked), passed: [{ id: ann, reason: '' }] }, 0)
  const rows = await db.select().from(nominations).where(eq(nominations.callId, call.id))
  expect(rows).toMatchObject([{ applicationId: ann, rank: 1 }])
  await expect(save({ ranked: inOrder(bo, bo), passed: [] }, 1)).rejects.toMatchObject({ code: 'invalid' })
})

test('another institution’s officer, the chief, a reviewer and an admin of another Call have no such list', async () => {
  const other = await aCall(48)
  const strangers = await Promise.all([
    aStaffMember([{ role: 'officer', callId: call.id, institution: 'sari' }]),
    aStaffMember([{ role: 'officer', callId: other.id, institution: 'isl' }]),
    aStaffMember([{ role: 'chief', callId: null }]),
    aStaffMember([{ role: 'reviewer', callId: call.id }]),
    aStaffMember([{ role: 'admin', callId: other.id }]),
  ])
  await rankAll()
  for (const stranger of strangers) {
    await expect(save({ ranked: [], passed: [] }, 1, stranger)).rejects.toMatchObject({ code: 'not-found' })
    await expect(handIn(db, stranger, call, key, await asShown())).rejects.toMatchObject({ code: 'not-found' })
    await expect(reopenList(db, stranger, call, key, 'x')).rejects.toMatchObject({ code: 'not-found' })
  }
  const nowhere = { ...key, institution: 'nowhere' }
  await expect(
    saveList(db, admin, call, nowhere, { version: 0, decision: { ranked: [], passed: [] } }),
  ).rejects.toMatchObject({ code: 'not-found' })
  expect(await ranks()).toEqual(['Ann', 'Bo', 'Cy'])
})

test('an officer who applied, or has a conflict of interest, keeps away from the whole list in any state', async () => {
  const quiet = await aCandidate('Quiet', 'submitted')
  const conflicted = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'isl' }])
  const applicant: Person = { ...(await aSubmitted(call, { institution: 'isl' })).applicant, roles: officer.roles }
  expect(await isKeptAway(db, conflicted, call.id, key)).toBe(false)
  await conflictOf(conflicted, quiet)
  for (const person of [conflicted, applicant]) {
    expect(await isKeptAway(db, person, call.id, key)).toBe(true)
    expect(await isKeptAway(db, person, call.id, { ...key, track: 'masters' })).toBe(false)
    await expect(save({ ranked: [], passed: [] }, 0, person)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(handIn(db, person, call, key, await asShown())).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('an officer hands in a signed list, which moves all candidates and is recorded; officers and admins get a notice, applicants do not', async () => {
  await save({ ranked: inOrder(bo, ann), passed: [{ id: cy, reason: 'Late' }] }, 0)
  await handIn(db, officer, call, key, await asShown())
  expect(await states()).toEqual({ [ann]: 'nominated', [bo]: 'nominated', [cy]: 'not-nominated' })
  const list = await findList(db, call.id, key)
  expect(list).toMatchObject({ signerName: 'Zhao Min', signerPosition: 'Dean', byName: officer.name })
  expect(list!.snapshot!.map(({ id, rank }) => [id, rank])).toEqual([
    [bo, 1],
    [ann, 2],
    [cy, null],
  ])
  const [event] = await db.select().from(events).where(eq(events.type, 'nominations-handed-in')).orderBy(sql`id desc`)
  expect(event).toMatchObject({ actorId: officer.id, actorRole: 'officer', data: { signerName: 'Zhao Min' } })
  for (const [id, type] of [
    [ann, 'nominate'],
    [cy, 'not-nominate'],
  ] as const)
    expect(await db.$count(events, and(eq(events.applicationId, id), eq(events.type, type)))).toBe(1)
  for (const person of [officer, admin]) expect(await toldOf(person, 'nominations-handed-in')).toHaveLength(1)
  for (const state of ['nominated', 'not-nominated'] as const)
    expect(shownToApplicant({ state, resultsReleasedAt: null })).toBe('under-review')
})

test('an officer who sends the same form twice at once hands the list in once', async () => {
  await rankAll()
  const form = await asShown()
  const both = await Promise.allSettled([1, 2].map(() => handIn(db, officer, call, key, form)))
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  expect(await toldOf(officer, 'nominations-handed-in')).toHaveLength(1)
  expect(await db.$count(events, and(eq(events.applicationId, ann), eq(events.type, 'nominate')))).toBe(1)
})

test('of an officer and an admin who hand in at once, the second sees who was first', async () => {
  await rankAll()
  const form = await asShown()
  const both = await Promise.allSettled([
    handIn(db, officer, call, key, form),
    handIn(db, admin, call, key, { ...form, reason: 'Asked by mail' }),
  ])
  const reasons = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(reasons).toMatchObject([{ code: 'conflict', message: expect.stringContaining('handed in already, by') }])
})

test('an applicant who withdraws while the officer hands in the list stops that, or is struck through on the list', async () => {
  for (let turn = 0; turn < 6; turn++) {
    const staying = await aCandidate(`Stays ${turn}`)
    const leaving = await aSubmitted(call, { institution: 'isl', state: 'under-review' })
    const list = await findList(db, call.id, key)
    const all = (await candidatesOf(db, officer, call.id, key)).map(({ id }) => id)
    const saved = await save({ ranked: inOrder(...all), passed: [] }, list?.version ?? 0)
    expect(saved.outcome).toBe('saved')
    const form = await asShown()
    const [handed, withdrawn] = await Promise.allSettled([
      handIn(db, officer, call, key, form),
      withdrawApplication(db, leaving.applicant, leaving.id),
    ])
    expect(withdrawn.status).toBe('fulfilled')
    expect((await states())[leaving.id]).toBe('withdrawn')
    const after = await findList(db, call.id, key)
    const stays = (await states())[staying]
    if (handed.status === 'fulfilled') {
      expect(after!.snapshot!.some(({ id }) => id === leaving.id)).toBe(true)
      expect(stays).toBe('nominated')
      await reopenList(db, admin, call, key, 'For the next turn')
    } else {
      expect(handed.reason).toMatchObject({ code: 'conflict' })
      expect(after!.handedInAt).toBeNull()
      expect(stays).toBe('under-review')
    }
  }
})

test('a candidate who withdrew before the signature leaves no gap in the list', async () => {
  const leaving = await aSubmitted(call, { institution: 'isl', state: 'eligible' })
  await save({ ranked: inOrder(leaving.id, ann, bo, cy), passed: [] }, 0)
  await withdrawApplication(db, leaving.applicant, leaving.id)
  await handIn(db, officer, call, key, await asShown())
  expect((await findList(db, call.id, key))!.snapshot!.map(({ rank }) => rank)).toEqual([1, 2, 3])
})

test('an officer cannot hand in a list over the limit, with an undecided candidate or changed since, and nothing changes', async () => {
  call = await withNomination(call, { limits: [{ host: 'cas', track: 'phd', most: 2 }] })
  await rankAll()
  await expect(handIn(db, officer, call, key, await asShown())).rejects.toMatchObject({ code: 'invalid' })
  await save({ ranked: inOrder(ann, bo), passed: [] }, 1)
  await expect(handIn(db, officer, call, key, await asShown())).rejects.toMatchObject({ code: 'invalid' })
  const form = await asShown()
  await save({ ranked: inOrder(bo, ann), passed: [{ id: cy, reason: '' }] }, 2)
  await expect(handIn(db, officer, call, key, form)).rejects.toMatchObject({ code: 'conflict' })
  expect(new Set(Object.values(await states()))).toEqual(new Set(['under-review']))
  await handIn(db, officer, call, key, await asShown())
  expect((await states())[cy]).toBe('not-nominated')
})

test('after the deadline an officer changes nothing; an admin hands in for them, with a reason', async () => {
  await rankAll()
  const late = new Date(Date.parse(call.definition.nomination.closesAt!) + 1)
  const onTime = new Date(late.getTime() - 1)
  await expect(save({ ranked: [], passed: [] }, 1, officer, late)).rejects.toMatchObject({ code: 'closed' })
  await expect(handIn(db, officer, call, key, await asShown(), late)).rejects.toMatchObject({ code: 'closed' })
  await expect(handIn(db, admin, call, key, await asShown(), late)).rejects.toMatchObject({ code: 'invalid' })
  expect(await save({ ranked: inOrder(cy, bo, ann), passed: [] }, 1, officer, onTime)).toMatchObject({
    version: 2,
  })
  await handIn(db, admin, call, key, { ...(await asShown(admin)), reason: 'Asked by mail' }, late)
  const [event] = await db.select().from(events).where(eq(events.type, 'nominations-handed-in')).orderBy(sql`id desc`)
  expect(event).toMatchObject({ actorRole: 'admin', data: { reason: 'Asked by mail' } })
})

test('neither the portal nor hand-written SQL changes a list that was handed in', async () => {
  await rankAll()
  await handIn(db, officer, call, key, await asShown())
  await expect(save({ ranked: inOrder(bo), passed: [] }, 1)).rejects.toMatchObject({ code: 'conflict' })
  const late = await aCandidate('Late')
  const its = sql`call_id = ${call.id} and institution = 'isl' and track = 'phd'`
  const attempts = [
    sql`update nominations set rank = 9 where ${its}`,
    sql`delete from nominations where ${its}`,
    sql`insert into nominations (application_id, call_id, institution, track, rank) values (${late}, ${call.id}, 'isl', 'phd', 4)`,
    sql`update nominations set track = 'masters' where ${its}`,
    sql`update nomination_lists set snapshot = '[]' where ${its}`,
    sql`update nomination_lists set signer_name = 'Somebody' where ${its}`,
    sql`update nomination_lists set handed_in_at = null, signer_name = null, snapshot = null where ${its}`,
    sql`delete from nomination_lists where ${its}`,
  ]
  const before = await db.select().from(nominationLists).where(eq(nominationLists.callId, call.id))
  for (const attempt of attempts) await expect(db.execute(attempt)).rejects.toThrow()
  expect(await db.select().from(nominationLists).where(eq(nominationLists.callId, call.id))).toEqual(before)
  expect(await ranks()).toEqual(['Ann', 'Bo', 'Cy'])
})

test('an admin reopens a list with a reason: signature and ranks stay, and the officers get a notice', async () => {
  await rankAll()
  await handIn(db, officer, call, key, await asShown())
  await expect(reopenList(db, officer, call, key, 'Mine')).rejects.toMatchObject({ code: 'forbidden' })
  await reopenList(db, admin, call, key, 'A candidate was missing')
  await expect(reopenList(db, admin, call, key, 'Again')).rejects.toMatchObject({ code: 'conflict' })
  expect(new Set(Object.values(await states()))).toEqual(new Set(['under-review']))
  expect(await ranks()).toEqual(['Ann', 'Bo', 'Cy'])
  expect(await reopeningsOf(db, call.id, key)).toMatchObject([
    { reason: 'A candidate was missing', signer: 'Zhao Min, Dean' },
  ])
  await expect(db.execute(sql`delete from nomination_reopenings`)).rejects.toThrow()
  expect(await toldOf(officer, 'nominations-reopened')).toHaveLength(1)
  await save({ ranked: inOrder(cy, bo, ann), passed: [] }, 1)
  await handIn(db, officer, call, key, await asShown())
  expect((await findList(db, call.id, key))!.snapshot!.map(({ id }) => id)).toEqual([cy, bo, ann])
})

test('officers with an open list get one reminder on each of the Call’s days, and only the latest after an outage', async () => {
  const closes = Date.parse(call.definition.nomination.closesAt!)
  const at = (hours: number) => new Date(closes - hours * HOUR)
  const conflicted = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'isl' }])
  await conflictOf(conflicted, ann)
  const idle = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'sari' }])
  const told = async () => (await toldOf(officer, 'nominations-reminder')).length
  await remindNominators(db, at(8 * 24))
  expect(await told()).toBe(0)
  await Promise.all([remindNominators(db, at(6 * 24)), remindNominators(db, at(6 * 24))])
  expect(await told()).toBe(1)
  await remindNominators(db, at(40))
  await remindNominators(db, at(39))
  expect(await told()).toBe(2)
  for (const person of [conflicted, idle]) expect(await toldOf(person, 'nominations-reminder')).toEqual([])
  await remindNominators(db, at(-1))
  expect(await told()).toBe(2)
})

test('a list that was handed in gets no more reminders', async () => {
  await rankAll()
  await handIn(db, officer, call, key, await asShown())
  await remindNominators(db, new Date(Date.parse(call.definition.nomination.closesAt!) - HOUR))
  expect(await toldOf(officer, 'nominations-reminder')).toEqual([])
})
