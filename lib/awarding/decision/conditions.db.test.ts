import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { events, waitingList } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { findCall } from '@/lib/platform/call-store/queries'
import { eventsOf } from '@/lib/platform/ledger/queries'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { aDecidedCall, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember, aSubmitted } from '@/lib/tools/testing/staff'
import { answerOffer } from './answer'
import { award } from './award'
import { openOffer } from './enrol'
import { conditionsByApplication } from './give-conditions'
import { previewDecision } from './preview'
import { releaseResults } from './release'
import { putOnWaitingList } from './waiting'

const FINAL = { key: 'final', label: 'The final certificate', dueAt: '2100-08-31T15:59:59Z' }
const HEALTH = { key: 'health', label: 'A health check', dueInDays: 30 }

let call: Call
let admin: Person

beforeEach(async () => {
  call = await aDecidedCall(2, { conditions: [FINAL, HEALTH, { ...HEALTH, key: 'other', tracks: ['masters'] }] })
  admin = await aStaffMember([{ role: 'admin', callId: null }])
})

const textsOf = async (id: string) => (await openOffer(db, id))!.conditions.map(({ text }) => text)

test('an award gives each offer the Call’s conditions for its track, with their due days, and records them', async () => {
  const [winner, second] = await nominated(call, 2)
  await award(db, admin, call, 'phd', [winner.id, second.id])
  for (const { id } of [winner, second]) expect((await textsOf(id)).sort()).toEqual([HEALTH.label, FINAL.label])
  const { conditions } = (await openOffer(db, winner.id))!
  expect(conditions.find(({ text }) => text === FINAL.label)!.due).toEqual(new Date(FINAL.dueAt))
  const [event] = await db.select().from(events).where(eq(events.applicationId, winner.id))
  expect(event).toMatchObject({ type: 'award', data: { conditions: ['final', 'health'] } })
})

test('an admin leaves one condition out and adds another, which the record shows after the award', async () => {
  const [{ id }] = await nominated(call, 1)
  const due = new Date('2100-01-01T00:00:00Z')
  await award(db, admin, call, 'phd', [id], { without: ['final'], more: [{ text: 'A language course', due }] })
  expect((await textsOf(id)).sort()).toEqual([HEALTH.label, 'A language course'])
  expect(await eventsOf(db, id)).toMatchObject([
    { type: 'award' },
    { type: 'condition-added', data: { text: 'A language course', due: due.toISOString() } },
  ])
})

test('a refused award leaves no offers or conditions; a promoted applicant gets the conditions', async () => {
  const [winner, second, runnerUp] = await nominated(call, 3)
  const all = [winner.id, second.id, runnerUp.id]
  await expect(award(db, admin, call, 'phd', all)).rejects.toMatchObject({ code: 'invalid' })
  expect(await Promise.all(all.map((id) => openOffer(db, id)))).toEqual([null, null, null])
  await award(db, admin, call, 'phd', [winner.id, second.id])
  await putOnWaitingList(db, admin, call, 'phd', [runnerUp.id])
  await releaseResults(db, admin, call)
  await answerOffer(db, winner.person, winner.id, 'decline', { reason: '' })
  expect(await db.$count(waitingList, eq(waitingList.callId, call.id))).toBe(0)
  expect((await textsOf(runnerUp.id)).sort()).toEqual([HEALTH.label, FINAL.label])
})

test('the 2021 Call’s condition applies to applicants with a pending degree; the page says to how many', async () => {
  const real = (await findCall(db, '2021'))!
  const degree = (phdAnswers.education!.degrees as Record<string, unknown>[])[0]!
  const later = { ...degree, to: { month: '7', year: String(new Date().getFullYear() + 1) } }
  const answers = { education: { ...phdAnswers.education, degrees: [later] } }
  const expected = await aSubmitted(real, { state: 'nominated', answers })
  const held = await aSubmitted(real, { state: 'nominated' })
  const ids = [expected.id, held.id]
  const its = await conditionsByApplication(db, real, 'phd', ids)
  expect(ids.map((id) => its.get(id)!.map(({ key }) => key))).toEqual([['final-degree'], []])
  const { conditions } = await previewDecision(db, admin, real, 'phd', { what: 'award', ids })
  expect(conditions).toMatchObject([{ key: 'final-degree', of: 1 }])
  await award(db, admin, real, 'phd', ids)
  expect(await Promise.all(ids.map(textsOf))).toEqual([['The final degree certificate'], []])
})
