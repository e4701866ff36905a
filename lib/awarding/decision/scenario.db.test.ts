import { and, eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { db } from '@/db/client'
import { applications, calls, events, messages, roles } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { callById, publishCall } from '@/lib/platform/call-store/queries'
import { decisionWork } from '@/lib/running/my-work/decisions'
import { aDecidedCall, idsOf, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember, conflictOf } from '@/lib/tools/testing/staff'
import { answerOffer } from './answer'
import { award } from './award'
import { groupsBy } from './board'
import { decidables } from './candidates'
import { isKeptFrom } from './conflict-guard'
import { trackCounts } from './counts'
import { deferOffer } from './defer'
import { addCondition, enrol, markCondition, openOffer } from './enrol'
import { changeQuota, setLimit } from './quota'
import { releaseResults } from './release'
import {
  confirmScenario,
  dropProposal,
  findScenario,
  proposeScenario,
  saveScenario,
  scenariosOf,
  workOut,
} from './scenario'
import { scenarioRuleSchema } from './schema'
import { verifyPlaces } from './verify'

let call: Call
let proposer: Person
let colleague: Person
let best: Nominated
let second: Nominated
let third: Nominated
let ethiopian: Nominated
let nextEthiopian: Nominated
let weakest: Nominated
const rule = (change: object = {}) =>
  scenarioRuleSchema.parse({ scoreWeight: 1, rankWeight: 0, tieBreak: 'number', waiting: 1, ...change })

beforeEach(async () => {
  call = await aDecidedCall(3)
  proposer = await aStaffMember([{ role: 'admin', callId: call.id }], { name: 'Admin One' })
  colleague = await aStaffMember([{ role: 'admin', callId: call.id }], { name: 'Admin Two' })
  ;[best] = await nominated(call, 1, { score: 9, country: 'KE' })
  ;[second] = await nominated(call, 1, { score: 8, country: 'KE' })
  ;[third] = await nominated(call, 1, { score: 7, country: 'KE' })
  ;[ethiopian] = await nominated(call, 1, { score: 6, country: 'ET' })
  ;[nextEthiopian] = await nominated(call, 1, { score: 5, country: 'ET' })
  ;[weakest] = await nominated(call, 1, { score: 4, country: 'KE' })
})

const save = (change: object = {}, shared = true) =>
  saveScenario(db, proposer, call, { track: 'phd', name: 'One', rule: rule(change), shared })
const statesOf = async () => {
  const rows = await db.select().from(applications).where(eq(applications.callId, call.id))
  const byScore = [best, second, third, ethiopian, nextEthiopian, weakest]
  return byScore.map(({ id }) => rows.find((row) => row.id === id)!.state)
}

test('a simulation shows who is in and the cost of each limit, and changes nothing', async () => {
  expect(await workOut(db, proposer, call, 'phd', rule())).toMatchObject({
    award: idsOf(best, second, third),
    waiting: idsOf(ethiopian),
    not: idsOf(nextEthiopian, weakest),
    points: 24,
  })
  const kept = { label: 'Kept for Ethiopia', countries: ['ET'], least: 1 }
  expect(await workOut(db, proposer, call, 'phd', rule({ limits: [kept] }))).toMatchObject({
    award: idsOf(best, second, ethiopian),
    waiting: idsOf(third),
    not: idsOf(nextEthiopian, weakest),
    points: 23,
    costs: [{ label: 'Kept for Ethiopia', points: 1 }],
  })
  // A present limit holds too; place holders count towards it, and so does a limit over all tracks.
  await setLimit(db, proposer, call, {
    track: null,
    label: 'Kenya',
    institution: null,
    countries: ['KE'],
    genders: null,
    most: 1,
    least: null,
    hard: true,
  })
  await award(db, proposer, call, 'phd', idsOf(weakest))
  expect(
    await workOut(db, proposer, call, 'phd', rule({ limits: [{ label: 'All', genders: ['female'], most: 2 }] })),
  ).toMatchObject({
    award: idsOf(ethiopian),
    waiting: idsOf(best),
  })
  expect((await statesOf()).filter((state) => state === 'nominated')).toHaveLength(5)
})

test('another admin confirms a scenario, and all of it happens at once', async () => {
  const id = await save()
  await expect(confirmScenario(db, colleague, call, id)).rejects.toMatchObject({ code: 'conflict' })
  await proposeScenario(db, proposer, call, id)
  await expect(confirmScenario(db, proposer, call, id)).rejects.toMatchObject({ code: 'forbidden' })
  const told = (person: Person) =>
    db.$count(messages, and(eq(messages.recipient, person.email), eq(messages.template, 'decision-proposed')))
  expect([await told(proposer), await told(colleague)]).toEqual([0, 1])
  const twice = await Promise.allSettled([
    confirmScenario(db, colleague, call, id),
    confirmScenario(db, colleague, call, id),
  ])
  expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await statesOf()).toEqual(['awarded', 'awarded', 'awarded', 'waiting-list', 'not-awarded', 'not-awarded'])
  const [event] = await db.select().from(events).where(eq(events.type, 'scenario-applied')).orderBy(sql`id desc`)
  expect(event).toMatchObject({ actorId: colleague.id, data: { scenario: id, proposedBy: proposer.id, awarded: 3 } })
  expect((await verifyPlaces(db, { callId: call.id, track: 'phd' })).faults).toEqual([])
  const [counts] = (await trackCounts(db, call.id)).filter(({ track }) => track === 'phd')
  expect(counts).toMatchObject({ quota: 3, taken: 3, offered: 3, accepted: 0, waiting: 1, undecided: 0 })
  expect(groupsBy(await decidables(db, proposer, { callId: call.id, track: 'phd' }), 'country')).toEqual([
    { value: 'KE', all: 4, holding: 3 },
    { value: 'ET', all: 2, holding: 0 },
  ])
})

test('a change since the scenario was made stops all of it, with an explanation', async () => {
  const id = await save()
  await proposeScenario(db, proposer, call, id)
  await award(db, proposer, call, 'phd', idsOf(nextEthiopian))
  await expect(confirmScenario(db, colleague, call, id)).rejects.toMatchObject({
    changes: [{ number: nextEthiopian.number, state: 'awarded', by: 'Admin One' }],
  })
  expect((await statesOf()).filter((state) => state === 'nominated')).toHaveLength(5)
  const later = await save()
  await proposeScenario(db, proposer, call, later)
  await changeQuota(db, proposer, call, { track: 'phd', quota: 1, seen: 3, reason: 'Budget' })
  await expect(confirmScenario(db, colleague, call, later)).rejects.toMatchObject({ code: 'invalid' })
  expect((await findScenario(db, colleague, call, later)).confirmedAt).toBeNull()
})

test('a proposal taken back or rejected waits for nobody, and can be made again', async () => {
  const proposed = async () =>
    (await decisionWork(db, colleague, [call])).some(({ title }) => title.includes('scenario proposed'))
  const id = await save()
  await expect(dropProposal(db, proposer, call, id)).rejects.toMatchObject({ code: 'conflict' })
  for (const admin of [proposer, colleague]) {
    await proposeScenario(db, proposer, call, id)
    expect(await proposed()).toBe(true)
    await dropProposal(db, admin, call, id)
    expect(await proposed()).toBe(false)
    await expect(confirmScenario(db, colleague, call, id)).rejects.toMatchObject({ code: 'conflict' })
  }
  await proposeScenario(db, proposer, call, id)
  await confirmScenario(db, colleague, call, id)
  await expect(dropProposal(db, proposer, call, id)).rejects.toMatchObject({ code: 'conflict' })
  expect(await db.$count(events, sql`type = 'scenario-dropped' and data->>'scenario' = ${id}`)).toBe(2)
})

test('an admin with a conflict of interest on the track sees none of its scenarios; an unshared scenario is private', async () => {
  const id = await save({}, false)
  expect(await scenariosOf(db, colleague, call, 'phd')).toEqual([])
  await expect(proposeScenario(db, colleague, call, id)).rejects.toMatchObject({ code: 'not-found' })
  await conflictOf(colleague, weakest.id)
  await expect(workOut(db, colleague, call, 'phd', rule())).rejects.toMatchObject({ code: 'forbidden' })
  await proposeScenario(db, proposer, call, id)
  await expect(confirmScenario(db, colleague, call, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(scenariosOf(db, colleague, call, 'phd')).rejects.toMatchObject({ code: 'forbidden' })
})

/** The first three are awarded, with a condition for the first, and the results released. */
async function released() {
  const id = await save()
  await proposeScenario(db, proposer, call, id)
  await confirmScenario(db, colleague, call, id)
  await addCondition(db, proposer, best.id, { text: 'The final certificate', due: null })
  await releaseResults(db, proposer, call)
}

test.each([
  ['is no longer an admin', () => db.update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, proposer.id))],
  ['has a conflict of interest by now', () => conflictOf(proposer, weakest.id)],
])('a scenario is not confirmed if the admin who proposed it %s', async (_, change) => {
  const id = await save()
  await proposeScenario(db, proposer, call, id)
  await change()
  await expect(confirmScenario(db, colleague, call, id)).rejects.toMatchObject({ code: 'conflict' })
  expect(new Set(await statesOf())).toEqual(new Set(['nominated']))
})

test('an officer marks conditions and confirms the arrival, only after both are met', async () => {
  await released()
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  const other = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ustc' }])
  const { id, person } = best
  await expect(enrol(db, officer, id)).rejects.toMatchObject({ code: 'conflict' })
  await answerOffer(db, person, id, 'accept')
  await expect(enrol(db, officer, id)).rejects.toMatchObject({ code: 'invalid' })
  const [condition] = (await openOffer(db, id))!.conditions
  const mark = { condition: condition!.id, met: true, note: 'Seen', version: 1 }
  await expect(markCondition(db, other, id, mark)).rejects.toMatchObject({ code: 'not-found' })
  await expect(markCondition(db, person, id, mark)).rejects.toMatchObject({ code: 'forbidden' })
  await markCondition(db, officer, id, mark)
  await expect(markCondition(db, proposer, id, { ...mark, met: false })).rejects.toMatchObject({ code: 'conflict' })
  await expect(enrol(db, other, id)).rejects.toMatchObject({ code: 'not-found' })
  await enrol(db, officer, id)
  await enrol(db, officer, id)
  const [its] = await statesOf()
  expect(its).toBe('enrolled')
  expect(await db.$count(events, sql`application_id = ${id} and type = 'enrol'`)).toBe(1)
  await expect(addCondition(db, proposer, id, { text: 'Late', due: null })).rejects.toMatchObject({ code: 'conflict' })
  await expect(markCondition(db, officer, id, { ...mark, version: 2 })).rejects.toMatchObject({ code: 'conflict' })
})

test('a deferred place counts in the later Call, and the place here goes to the next', async () => {
  await released()
  const later = await aDecidedCall(1)
  await db.update(calls).set({ opensAt: sql`opens_at + interval '1 hour'` }).where(eq(calls.id, later.id))
  const to = await callById(db, later.id)
  const { id, person } = best
  const both = { ...proposer, roles: [...proposer.roles, { role: 'admin' as const, callId: to.id }] }
  const defer = (from: Call, admin: Person = both) => deferOffer(db, admin, id, from, to)
  await expect(defer(call)).rejects.toMatchObject({ code: 'invalid' })
  const allowing = {
    ...call,
    definition: { ...call.definition, decisions: { ...call.definition.decisions, deferral: true } },
  }
  await expect(defer(allowing)).rejects.toMatchObject({ code: 'conflict' })
  await answerOffer(db, person, id, 'accept')
  // Only the later Call's admins give its places.
  await expect(defer(allowing, proposer)).rejects.toMatchObject({ code: 'invalid' })
  await defer(allowing)
  await expect(defer(allowing)).rejects.toMatchObject({ code: 'conflict' })
  expect(await statesOf()).toEqual(['accepted', 'awarded', 'awarded', 'awarded', 'not-awarded', 'not-awarded'])
  const [there] = (await trackCounts(db, to.id)).filter(({ track }) => track === 'phd')
  expect(there).toMatchObject({ taken: 1, deferred: 1 })
  // It uses a place there, so a person who must not know of it keeps away from those places.
  const conflicted = await aStaffMember([{ role: 'admin', callId: to.id }])
  expect(await isKeptFrom(db, conflicted, to.id, 'phd')).toBe(false)
  await conflictOf(conflicted, id)
  expect(await isKeptFrom(db, conflicted, to.id, 'phd')).toBe(true)
  expect(await isKeptFrom(db, conflicted, to.id, 'masters')).toBe(false)
  expect((await verifyPlaces(db, { callId: call.id, track: 'phd' })).faults).toEqual([])
})

test('an invented Call decides by its own data', async () => {
  const invented = await callById(db, await publishCall(db, inventedCall))
  const admin = await aStaffMember([{ role: 'admin', callId: invented.id }])
  const [artist, nextArtist] = await nominated(invented, 2, { track: 'artist', institution: 'nile-lab' })
  await expect(award(db, admin, invented, 'artist', [artist.id, nextArtist.id])).rejects.toMatchObject({
    code: 'invalid',
  })
  await award(db, admin, invented, 'artist', [artist.id])
  await changeQuota(db, admin, invented, { track: 'artist', quota: 2, seen: 1, reason: 'A gift' })
  await award(db, admin, invented, 'artist', [nextArtist.id])
  // A changed quota survives the next start; a change in the definition itself is reported.
  await publishCall(db, inventedCall)
  expect((await trackCounts(db, invented.id)).find(({ track }) => track === 'artist')).toMatchObject({
    quota: 2,
    taken: 2,
  })
  await releaseResults(db, admin, invented)
  const offer = await openOffer(db, artist.id)
  const days = (offer!.answerBy!.getTime() - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(3)
  expect(days).toBeLessThan(4)
})
