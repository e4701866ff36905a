import { beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import type { FormState } from '@/lib/shared/action-state'
import { signedIn } from '@/lib/tools/testing/acting'
import { aDecidedCall, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember, conflictOf } from '@/lib/tools/testing/staff'
import { decide, promote, release, reorder } from './actions'
import { decidables } from './candidates'
import { limitRows } from './limits'
import { dropLimit, saveLimit, saveQuota } from './place-actions'
import { confirm, propose, workOutScenario } from './scenario-actions'
import { waitingOn } from './waiting'

let me: Person
vi.mock('@/lib/people/session', () => ({ getActor: async () => me }))

let call: Call
let admin: Person
let colleague: Person
let best: Nominated
let second: Nominated
let third: Nominated
let fourth: Nominated
const idsOf = (...candidates: Nominated[]) => candidates.map(({ id }) => id).join()

beforeEach(async () => {
  call = await aDecidedCall(2, { waitingList: 'confirm' })
  admin = await signedIn([{ role: 'admin', callId: call.id }], 'Admin One')
  colleague = await signedIn([{ role: 'admin', callId: call.id }], 'Admin Two')
  me = admin
  ;[best] = await nominated(call, 1, { score: 9 })
  ;[second] = await nominated(call, 1, { score: 8 })
  ;[third] = await nominated(call, 1, { score: 7 })
  ;[fourth] = await nominated(call, 1, { score: 6 })
})

type Action = (previous: FormState, form: FormData) => Promise<FormState>

/** Sends a form as a page does; returns where it redirects, or what the form shows. */
async function send(action: Action, fields: Record<string, string>): Promise<string | FormState> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ call: call.slug, track: 'phd', ...fields })) form.set(name, value)
  try {
    return await action({ status: 'idle' }, form)
  } catch (error) {
    const [redirected, , to] = String((error as { digest?: string }).digest).split(';')
    if (redirected !== 'NEXT_REDIRECT') throw error
    return to!
  }
}

const states = async () => {
  const rows = await decidables(db, admin, { callId: call.id, track: 'phd' })
  return [best, second, third, fourth].map(({ id }) => rows.find((row) => row.id === id)!.state)
}

test('an admin makes and takes back decisions by form, sees changes by others, and none for Calls or tracks they keep away from', async () => {
  expect(await send(decide, { what: 'award', ids: idsOf(best, second) })).toMatch(/notice=award&done=2$/)
  expect(await send(decide, { what: 'award', ids: idsOf(third) })).toMatchObject({
    message: expect.stringMatching(/No place/),
  })
  expect(await send(decide, { what: 'wait', ids: idsOf(third, fourth) })).toMatch(/notice=wait/)
  me = colleague
  expect(await send(decide, { what: 'not', ids: idsOf(best) })).toMatchObject({
    message: expect.stringMatching(/is awarded, by Admin One/),
  })
  expect(await send(decide, { what: 'award', ids: '' })).toMatchObject({
    errors: { ids: expect.stringMatching(/Nothing is selected/) },
  })
  expect(await send(decide, { what: 'back', ids: idsOf(second) })).toMatch(/notice=back/)
  expect(await states()).toEqual(['awarded', 'nominated', 'waiting-list', 'waiting-list'])
  await conflictOf(colleague, fourth.id)
  expect(await send(decide, { what: 'award', ids: idsOf(second) })).toMatchObject({
    message: expect.stringMatching(/conflict of interest/),
  })
  me = await aStaffMember([{ role: 'chief', callId: call.id }])
  expect(await send(decide, { what: 'award', ids: idsOf(second) })).toMatchObject({
    message: expect.stringMatching(/cannot decide in it/),
  })
})

test('an admin orders the waiting list by numbers, each once, and gives a free place to the next', async () => {
  await send(decide, { what: 'wait', ids: idsOf(best, second, third) })
  const numbers = (ofBest: string, ofSecond: string, ofThird: string) => ({
    'places.0.id': best.id,
    'places.0.place': ofBest,
    'places.1.id': second.id,
    'places.1.place': ofSecond,
    'places.2.id': third.id,
    'places.2.place': ofThird,
  })
  const seen = idsOf(best, second, third)
  expect(await send(reorder, { seen, ...numbers('1', '1', 'x') })).toMatchObject({
    errors: { 'places.2.place': expect.stringMatching(/whole number/) },
  })
  expect(await send(reorder, { seen, ...numbers('1', '1', '2') })).toMatchObject({
    errors: { 'places.1.place': expect.stringMatching(/appears twice/) },
  })
  expect(await send(reorder, { seen, ...numbers('30', '4', '7') })).toMatch(/notice=reordered/)
  expect((await waitingOn(db, { callId: call.id, track: 'phd' })).map(({ id }) => id).join()).toBe(
    idsOf(second, third, best),
  )
  expect(await send(reorder, { seen, ...numbers('1', '2', '3') })).toMatchObject({
    message: expect.stringMatching(/has changed since/),
  })
  expect(await send(promote, { ids: idsOf(best) })).toMatchObject({
    message: expect.stringMatching(/Nobody was promoted/),
  })
  expect(await send(promote, { ids: idsOf(second, third) })).toMatch(/notice=promoted&done=2$/)
  expect(await states()).toEqual(['waiting-list', 'awarded', 'awarded', 'nominated'])
})

test('an admin sees errors about places and limits beside their field', async () => {
  await send(decide, { what: 'award', ids: idsOf(best) })
  const quota = (fields: object) => send(saveQuota, { quota: '0', seen: '2', reason: 'Budget', ...fields })
  expect(await quota({})).toMatchObject({ errors: { quota: expect.stringMatching(/Enter 1 or more/) } })
  expect(await quota({ quota: 'x', reason: '' })).toMatchObject({
    errors: { quota: expect.stringMatching(/300/), reason: expect.stringMatching(/reason/) },
  })
  expect(await quota({ quota: '3' })).toMatch(/notice=quota/)
  const limit = { label: 'Kenya', whom: 'Kenya', kind: 'most', places: '2', hard: 'hard' }
  expect(await send(saveLimit, { ...limit, whom: 'Atlantis' })).toMatchObject({
    errors: { whom: expect.stringMatching(/atlantis/) },
  })
  expect(await send(saveLimit, { ...limit, places: '0' })).toMatchObject({
    errors: { places: expect.stringMatching(/already taken/) },
  })
  expect(await send(saveLimit, limit)).toMatch(/notice=limit/)
  const [kept] = await limitRows(db, call.id)
  expect(kept).toMatchObject({ label: 'Kenya', countries: ['KE'], most: 2, least: null, hard: true, taken: 1 })
  expect(await send(dropLimit, { id: kept!.id })).toMatch(/notice=removed/)
  expect(await limitRows(db, call.id)).toEqual([])
})

test('a scenario goes from the form to another admin’s confirmation; the release needs the code and happens once', async () => {
  const form = { name: 'One', scoreWeight: '1', rankWeight: '0,5', waiting: '1', tieBreak: 'draw', seed: '' }
  expect(await send(workOutScenario, { ...form, scoreWeight: '', rankWeight: '' })).toMatchObject({
    errors: { scoreWeight: expect.stringMatching(/some weight/) },
  })
  const limit = { 'limits.0.whom': 'Women', 'limits.0.kind': 'least', 'limits.0.unit': 'percent' }
  expect(await send(workOutScenario, { ...form, ...limit, 'limits.0.amount': '101' })).toMatchObject({
    errors: { 'limits.0.amount': expect.stringMatching(/at most 100/) },
  })
  const to = await send(workOutScenario, { ...form, ...limit, 'limits.0.amount': '60' })
  const id = /scenarios\/([0-9a-f-]{36})/.exec(String(to))![1]!
  expect(await send(propose, { id })).toMatch(/notice=proposed/)
  expect(await send(confirm, { id })).toMatchObject({ message: expect.stringMatching(/another admin has to confirm/) })
  expect(await send(release, { typed: call.definition.code })).toMatchObject({
    message: expect.stringMatching(/still to be decided on/),
  })
  me = colleague
  expect(await send(confirm, { id })).toMatch(/notice=applied/)
  expect(await states()).toEqual(['awarded', 'awarded', 'waiting-list', 'not-awarded'])
  expect(await send(release, { typed: 'yes' })).toMatchObject({ errors: { typed: expect.stringMatching(/Type/) } })
  expect(await send(release, { typed: call.definition.code.toLowerCase() })).toMatch(/notice=released/)
  const { resultsReleasedAt } = await callById(db, call.id)
  expect(resultsReleasedAt).not.toBeNull()
  expect(await send(release, { typed: call.definition.code })).toMatch(/notice=released/)
  expect((await callById(db, call.id)).resultsReleasedAt).toEqual(resultsReleasedAt)
})
