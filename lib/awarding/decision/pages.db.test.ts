import { and, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, notifications } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { decisionWork } from '@/lib/running/my-work/decisions'
import { aDecidedCall, idsOf, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember, conflictOf } from '@/lib/tools/testing/staff'
import { answerOffer } from './answer'
import { award } from './award'
import { previewDecision } from './preview'
import { setLimit } from './quota'
import { releaseResults } from './release'
import { countOnTheWay, resultCounts } from './results'
import { findScenario, proposeScenario, removeScenario, saveScenario, shareScenario } from './scenario'
import { scenarioRuleSchema } from './schema'
import { notAward } from './turn-down'
import { putOnWaitingList } from './waiting'

let call: Call
let admin: Person
let colleague: Person
let away: Person
let best: Nominated
let runnerUp: Nominated
let third: Nominated
let conflicting: Nominated

beforeEach(async () => {
  call = await aDecidedCall(2, { waitingList: 'confirm' })
  const called = (name: string) => aStaffMember([{ role: 'admin', callId: call.id }], { name })
  admin = await called('Admin One')
  colleague = await called('Admin Two')
  away = await called('Admin Away')
  ;[best, runnerUp, third, conflicting] = await nominated(call, 4)
  await conflictOf(away, conflicting.id)
})

test('before a decision the page shows an admin whom it can include, who changed the others, free places and exceeded limits', async () => {
  const limit = { track: 'phd', institution: null, countries: ['KE'], genders: null, least: null }
  await setLimit(db, admin, call, { ...limit, label: 'Kenya', most: 1, hard: true })
  await setLimit(db, admin, call, { ...limit, label: 'Advice', most: 5, hard: false })
  await award(db, colleague, call, 'phd', idsOf(best))
  await putOnWaitingList(db, colleague, call, 'phd', idsOf(runnerUp))
  const look = (what: 'award' | 'back', person = admin) =>
    previewDecision(db, person, call, 'phd', { what, ids: [...idsOf(third, best, runnerUp), crypto.randomUUID()] })
  const preview = await look('award')
  expect(preview.can.map(({ id }) => id)).toEqual(idsOf(third))
  expect(preview.cannot.map(({ number, state, by }) => [number, state, by])).toEqual([
    [best.number, 'awarded', 'Admin Two'],
    [runnerUp.number, 'waiting-list', 'Admin Two'],
  ])
  expect(preview.free).toBe(1)
  expect(preview.limits.map(({ label, wanted, room }) => [label, wanted, room]).sort()).toEqual([
    ['Advice', 1, 4],
    ['Kenya', 1, 0],
  ])
  expect((await look('back')).can.map(({ id }) => id)).toEqual(idsOf(best, runnerUp))
  await expect(look('award', away)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(look('award', await aStaffMember([{ role: 'chief', callId: call.id }]))).rejects.toMatchObject({
    code: 'not-found',
  })
})

const toldOf = (person: Person) =>
  db.$count(notifications, and(eq(notifications.personId, person.id), eq(notifications.template, 'promotion-waiting')))
const workOf = async (person: Person) => (await decisionWork(db, person, [call])).map(({ title }) => title)

test('admins get a daily notice of a free place to confirm, and find it under My work; an admin who keeps away does not', async () => {
  expect(await workOf(admin)).toEqual(['4 nominated applications to decide on: PhD'])
  await award(db, admin, call, 'phd', idsOf(best, runnerUp))
  await putOnWaitingList(db, admin, call, 'phd', idsOf(third, conflicting))
  expect(await workOf(admin)).toEqual([])
  await releaseResults(db, admin, call)
  for (const { id, person } of [best, runnerUp]) await answerOffer(db, person, id, 'decline')
  expect([await toldOf(admin), await toldOf(colleague), await toldOf(away)]).toEqual([1, 1, 0])
  expect(await workOf(colleague)).toEqual(['Free places for 2 applications on the waiting list: PhD'])
  expect(await workOf(away)).toEqual([])
})

test('an admin shares and removes a scenario of their own until proposing it; then it waits for another admin', async () => {
  const rule = scenarioRuleSchema.parse({ scoreWeight: 1, rankWeight: 0, tieBreak: 'number' })
  const save = () => saveScenario(db, admin, call, { track: 'phd', name: 'One', rule, shared: false })
  const id = await save()
  await expect(findScenario(db, colleague, call, id)).rejects.toMatchObject({ code: 'not-found' })
  await shareScenario(db, admin, call, id, true)
  expect((await findScenario(db, colleague, call, id)).name).toBe('One')
  await expect(findScenario(db, away, call, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(findScenario(db, admin, call, 'no-id')).rejects.toMatchObject({ code: 'not-found' })
  await expect(shareScenario(db, colleague, call, id, false)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(removeScenario(db, colleague, call, id)).rejects.toMatchObject({ code: 'forbidden' })
  await proposeScenario(db, admin, call, id)
  await expect(removeScenario(db, admin, call, id)).rejects.toMatchObject({ code: 'conflict' })
  await expect(shareScenario(db, admin, call, id, false)).rejects.toMatchObject({ code: 'conflict' })
  expect(await workOf(admin)).not.toContain('1 scenario proposed, to be confirmed: PhD')
  expect(await workOf(colleague)).toContain('1 scenario proposed, to be confirmed: PhD')
  const other = await save()
  await removeScenario(db, admin, call, other)
  await expect(findScenario(db, admin, call, other)).rejects.toMatchObject({ code: 'not-found' })
})

test('the release counts each result of each track', async () => {
  await award(db, admin, call, 'phd', idsOf(best))
  await notAward(db, admin, call, 'phd', idsOf(runnerUp, third))
  const counts = await resultCounts(db, call.id)
  expect(Object.fromEntries(counts.map(({ state, n }) => [state, n]))).toEqual({
    awarded: 1,
    'not-awarded': 2,
    nominated: 1,
  })
  expect(await countOnTheWay(db, call.id)).toBe(0)
  await db.update(applications).set({ state: 'under-review' }).where(eq(applications.id, conflicting.id))
  expect(await countOnTheWay(db, call.id)).toBe(1)
})

test('an admin who keeps away from one track keeps away from tracks that share a limit with it', async () => {
  const [other] = await nominated(call, 1, { track: 'masters' })
  const ask = () => previewDecision(db, away, call, 'masters', { what: 'award', ids: [other.id] })
  expect((await ask()).can).toHaveLength(1)
  const most = { institution: null, genders: null, countries: ['KE'], most: 1, least: null, hard: true }
  const id = await setLimit(db, admin, call, { ...most, track: null, label: 'Kenya, of both' })
  // The room that it leaves would reveal whether the hidden application has a place.
  await expect(ask()).rejects.toMatchObject({ code: 'forbidden' })
  await setLimit(db, admin, call, { ...most, track: 'phd', label: 'Kenya' }, id)
  expect((await ask()).can).toHaveLength(1)
})
