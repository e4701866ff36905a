import { and, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { connect, db } from '@/db/client'
import { applications, calls, offers, places } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'
import { aDecidedCall, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { storm } from '@/lib/tools/testing/storm'
import { answerOffer, expireOffers } from './answer'
import { award } from './award'
import { setLimit } from './quota'
import { notAward } from './turn-down'
import { verifyPlaces } from './verify'
import { putOnWaitingList } from './waiting'
import { withdrawApplication } from './withdraw'

const anAdmin = (call: Call) => aStaffMember([{ role: 'admin', callId: call.id }])
const taken = (call: Call) => db.$count(places, and(eq(places.callId, call.id), sql`application_id is not null`))

test.each([1, 2, 3])('64 connections award 300 places to 500 candidates: exactly 300, time %i', async () => {
  const call = await aDecidedCall(300)
  expect(await storm(call, await anAdmin(call), await nominated(call, 500))).toEqual({ awarded: 300, refused: 200 })
  expect(await taken(call)).toBe(300)
  const { faults, awarded } = await verifyPlaces(db, { callId: call.id, track: 'phd' })
  expect({ faults, awarded }).toEqual({ faults: [], awarded: 300 })
})

/** Released from the start, with undecided candidates, so that everything happens at once. */
async function releasedEarly(call: Call): Promise<Call> {
  await db.update(calls).set({ resultsReleasedAt: new Date() }).where(eq(calls.id, call.id))
  return callById(db, call.id)
}

/** The possible actions on offers and ranks, each once, by the candidates whose turn it is. */
async function doSomething(through: typeof db, call: Call, admin: Person, one: Nominated, n: number): Promise<void> {
  const of = { award: () => award(through, admin, call, 'phd', [one.id]) }
  switch (n % 8) {
    case 0:
      return withdrawApplication(through, one.person, one.id)
    case 1:
      return putOnWaitingList(through, admin, call, 'phd', [one.id])
    case 2:
      return notAward(through, admin, call, 'phd', [one.id])
    case 3:
    case 4:
      await of.award()
      return answerOffer(through, one.person, one.id, 'decline')
    case 5:
      await of.award()
      await through
        .update(offers)
        .set({ answerBy: new Date(0) })
        .where(eq(offers.applicationId, one.id))
      await expireOffers(through)
      return
    case 6:
      await of.award()
      await answerOffer(through, one.person, one.id, 'accept')
      return withdrawApplication(through, one.person, one.id)
    default:
      return of.award()
  }
}

test('with declines, expiries, withdrawals and promotions at once, within a hard limit, places and order hold', async () => {
  const call = await releasedEarly(await aDecidedCall(20))
  const admin = await anAdmin(call)
  await setLimit(db, admin, call, {
    track: 'phd',
    label: 'Ethiopia',
    institution: null,
    countries: ['ET'],
    genders: null,
    most: 6,
    least: null,
    hard: true,
  })
  const [first, second] = [await nominated(call, 120), await nominated(call, 80, { country: 'ET' })]
  const all = first.flatMap((one, at) => [one, ...second.slice(at, at + 1)])
  await putOnWaitingList(
    db,
    admin,
    call,
    'phd',
    all.slice(0, 60).map(({ id }) => id),
  )
  const { db: many, close } = connect(process.env.DATABASE_URL!, 32)
  const refusals = await Promise.all(
    all.slice(60).map((one, n) =>
      doSomething(many, call, admin, one, n).catch((error) => {
        if (!(error instanceof PortalError)) throw error
        return 1
      }),
    ),
  )
  // Waiting candidates leave too, while places go to them.
  await Promise.all(
    all.slice(0, 60).map(async (one, n) => {
      if (n % 3 === 0) await withdrawApplication(many, one.person, one.id)
    }),
  )
  await close()
  expect(refusals.filter((one) => one === 1).length).toBeLessThan(all.length)
  const { faults, freed, holding } = await verifyPlaces(db, { callId: call.id, track: 'phd' })
  expect(faults).toEqual([])
  expect(freed).toBeGreaterThan(10)
  // While a waiting candidate is within the limits, no freed place stays empty: all are taken.
  const waiting = await db
    .select({ country: applications.country })
    .from(applications)
    .where(and(eq(applications.callId, call.id), eq(applications.state, 'waiting-list')))
  if (waiting.some(({ country }) => country !== 'ET')) expect(holding.size).toBe(20)
  const [cap] = await db.execute<{ taken: number; really: number }>(sql`
    select q.taken, (select count(*)::int from places p join applications a on a.id = p.application_id
      where p.call_id = q.call_id and a.country = 'ET') as really from sub_quotas q where q.call_id = ${call.id}`)
  expect(cap!.taken).toBe(cap!.really)
  expect(cap!.taken).toBeLessThanOrEqual(6)
})
