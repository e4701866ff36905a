import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, calls } from '@/db/schema'
import { answerOffer } from '@/lib/awarding/decision/answer'
import { award } from '@/lib/awarding/decision/award'
import { setLimit } from '@/lib/awarding/decision/quota'
import { releaseResults } from '@/lib/awarding/decision/release'
import { revokeOffer } from '@/lib/awarding/decision/revoke'
import { notAward } from '@/lib/awarding/decision/turn-down'
import { putOnWaitingList } from '@/lib/awarding/decision/waiting'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import type { Call } from '@/lib/call/call'
import type { Role } from '@/lib/people/actor'
import { callById, publicPlaces } from '@/lib/platform/call-store/queries'
import { aDecidedCall, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember, conflictOf } from '@/lib/tools/testing/staff'
import { publishedLately } from './published'
import { trackerOf, viewKey } from './tracker'

const adminOf = (call: Call) => aStaffMember([{ role: 'admin', callId: call.id }])
const ids = (all: Nominated[]) => all.map(({ id }) => id)

test('an admin’s tracker counts places, stages, answers and countries after each decision', async () => {
  const call = await aDecidedCall(5)
  const admin = await adminOf(call)
  const ucas = { track: 'phd', label: 'UCAS', institution: 'ucas', countries: null, genders: null }
  await setLimit(db, admin, call, { ...ucas, most: 3, least: null, hard: true })
  const [kenyan, declining, silent, lastKenyan] = await nominated(call, 4)
  const nepal = { country: 'NP', institution: 'ustc' }
  const [nepali, secondNepali, runnerUp, lastNepali] = await nominated(call, 4, nepal)
  await award(db, admin, call, 'phd', ids([kenyan, declining, silent, nepali, secondNepali]))
  await putOnWaitingList(db, admin, call, 'phd', ids([runnerUp]))
  await notAward(db, admin, call, 'phd', ids([lastKenyan, lastNepali]))
  await releaseResults(db, admin, call)
  await answerOffer(db, kenyan.person, kenyan.id, 'accept')
  await answerOffer(db, declining.person, declining.id, 'decline')
  await answerOffer(db, nepali.person, nepali.id, 'accept')
  await withdrawApplication(db, nepali.person, nepali.id)
  const tracker = await trackerOf(db, admin, await callById(db, call.id))
  expect(tracker.whole).toBe(true)
  // The declined place went to the waiting applicant; nobody waited for the one given back later.
  expect(tracker.tracks.find(({ key }) => key === 'phd')).toMatchObject({
    quota: 5,
    taken: 4,
    free: 1,
    offered: 3,
    accepted: 1,
    enrolled: 0,
    waiting: 0,
    undecided: 0,
  })
  expect(tracker.institutions.map(({ key, offered, accepted }) => [key, offered, accepted]).sort()).toEqual([
    ['ucas', 1, 1],
    ['ustc', 2, 0],
  ])
  expect(tracker.institutions.find(({ key }) => key === 'ucas')).toMatchObject({ most: 3, free: 1 })
  expect(tracker.flow.started).toBe(8)
  expect(tracker.flow.stages).toEqual({
    submitted: 8,
    eligible: 8,
    nominated: 8,
    awarded: 6,
    accepted: 2,
    enrolled: 0,
  })
  expect(tracker.forecasts.find(({ track }) => track === 'PhD')).toMatchObject({ accepted: 1, refused: 2, open: 3 })
  expect(tracker.countries).toEqual([
    { name: 'Kenya', applied: 4, places: 2 },
    { name: 'Nepal', applied: 4, places: 2 },
  ])
  expect(tracker.continents).toEqual([
    { name: 'Africa', applied: 4, places: 2 },
    { name: 'Asia', applied: 4, places: 2 },
  ])
})

test('a revoked offer keeps the stage it reached, frees its place, and is no refusal', async () => {
  const call = await aDecidedCall(3)
  const admin = await adminOf(call)
  const [accepting, revoked, revokedUnanswered] = await nominated(call, 3)
  await award(db, admin, call, 'phd', ids([accepting, revoked, revokedUnanswered]))
  await releaseResults(db, admin, call)
  for (const { id, person } of [accepting, revoked]) await answerOffer(db, person, id, 'accept')
  for (const { id } of [revoked, revokedUnanswered]) await revokeOffer(db, admin, id, 'A document is not genuine')
  const tracker = await trackerOf(db, admin, await callById(db, call.id))
  expect(tracker.tracks.find(({ key }) => key === 'phd')).toMatchObject({ taken: 1, free: 2, offered: 0, accepted: 1 })
  expect(tracker.flow.stages).toMatchObject({ nominated: 3, awarded: 3, accepted: 2, enrolled: 0 })
  expect(tracker.forecasts.find(({ track }) => track === 'PhD')).toMatchObject({ accepted: 1, refused: 0, open: 0 })
})

test('an officer’s tracker covers only their institution, whatever happens elsewhere', async () => {
  const call = await aDecidedCall(5)
  const admin = await adminOf(call)
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  const own = await nominated(call, 2)
  const others = await nominated(call, 3, { institution: 'ustc', country: 'NP' })
  await award(db, admin, call, 'phd', ids(own.slice(0, 1)))
  const before = await trackerOf(db, officer, call)
  expect(before.tracks.find(({ key }) => key === 'phd')).toMatchObject({ quota: 5, taken: 1, free: null, undecided: 1 })
  expect(before.countries.map(({ name }) => name)).toEqual(['Kenya'])
  await award(db, admin, call, 'phd', ids(others.slice(0, 2)))
  await putOnWaitingList(db, admin, call, 'phd', ids(others.slice(2)))
  expect(await trackerOf(db, officer, call)).toEqual(before)
})

const KEPT_AWAY: Role['role'][] = ['admin', 'chief', 'officer']

test.each(KEPT_AWAY)(
  'the tracker reveals nothing to the %s about an application that they keep away from',
  async (role) => {
    const call = await aDecidedCall(5)
    const admin = await adminOf(call)
    const [hidden, ...rest] = await nominated(call, 4)
    const keeper = await aStaffMember([{ role, callId: call.id, institution: 'ucas' } as Role])
    await conflictOf(keeper, hidden.id)
    await award(db, admin, call, 'phd', ids(rest.slice(0, 2)))
    const before = await trackerOf(db, keeper, call)
    expect(before.whole).toBe(false)
    await award(db, admin, call, 'phd', [hidden.id])
    expect(await trackerOf(db, keeper, call)).toEqual(before)
    // Nor do they share a view with a person who may know.
    expect(await viewKey(db, keeper, call.id)).toContain(keeper.id)
    expect((await trackerOf(db, admin, call)).tracks.find(({ key }) => key === 'phd')).toMatchObject({ taken: 3 })
  },
)

test('the public sees what the Call publishes, results only after the release, and no small group', async () => {
  const published = { received: true, taken: true, institutions: true, countries: true }
  const call = await aDecidedCall(20, { published: { places: true, ...published } })
  const admin = await adminOf(call)
  const all = [...(await nominated(call, 7)), ...(await nominated(call, 2, { country: 'NP' }))]
  const more = await nominated(call, 4, { country: 'LA' })
  await award(db, admin, call, 'phd', ids([...all, ...more]))
  const before = await publishedLately(db, call)
  const phd = (of: typeof before) => of.tracks.find(({ key }) => key === 'phd')!
  expect(phd(before)).toEqual({ key: 'phd', name: 'PhD', places: 20, received: 13, taken: null })
  expect(before).toMatchObject({ institutions: null, countries: null })
  const onItsPage = async () =>
    (await publicPlaces(db, await callById(db, call.id))).find(({ track }) => track === 'phd')
  expect(await onItsPage()).toEqual({ track: 'phd', quota: 20, taken: 0 })
  await releaseResults(db, admin, call)
  const after = await publishedLately(db, await callById(db, call.id))
  expect(phd(after).taken).toBe(13)
  expect(await onItsPage()).toEqual({ track: 'phd', quota: 20, taken: 13 })
  expect(after.countries).toEqual({ groups: [{ value: 'KE', count: 7 }], rest: 6 })
  expect(after.institutions).toEqual({ groups: [{ value: 'ucas', count: 13 }], rest: 0 })
})

test('a Call with unpublished places shows them on none of its pages', async () => {
  const call = await aDecidedCall(3, { published: { ...everything, places: false } })
  expect((await publishedLately(db, call)).tracks.every(({ places }) => places === null)).toBe(true)
  const shown = await publicPlaces(db, call)
  expect(shown.map(({ quota }) => quota)).toEqual(shown.map(() => null))
})

const everything = { places: true, received: true, taken: true, institutions: true, countries: true }

test('a Call that publishes only its places shows nothing else, even after the release', async () => {
  const nothing = { received: false, taken: false, institutions: false, countries: false }
  const call = await aDecidedCall(3, { published: { places: true, ...nothing } })
  await db.update(calls).set({ resultsReleasedAt: new Date() }).where(eq(calls.id, call.id))
  await nominated(call, 2)
  const found = await publishedLately(db, await callById(db, call.id))
  expect(found.tracks.every(({ received, taken }) => received === null && taken === null)).toBe(true)
  expect(found).toMatchObject({ institutions: null, countries: null })
  for (const { taken } of await publicPlaces(db, await callById(db, call.id))) expect(taken).toBeNull()
  expect(await db.$count(applications, eq(applications.callId, call.id))).toBe(2)
})
