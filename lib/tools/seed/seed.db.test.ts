import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { inventedCall } from '@/db/calls/invented'
import { db } from '@/db/client'
import { calls } from '@/db/schema'
import { findCall, publishCall } from '@/lib/platform/call-store/queries'
import { seedCalls } from '.'
import { shiftForDemonstration } from './demonstration'

const DAY = 24 * 60 * 60 * 1000
const url = () => process.env.DATABASE_URL!
const closingOf = async (slug: string) => (await findCall(db, slug))!.closesAt.getTime()
const setClosing = (slug: string, closesAt: Date) => db.update(calls).set({ closesAt }).where(eq(calls.slug, slug))

beforeEach(async () => void (await publishCall(db, inventedCall)))

test('publishing a Call again, changed or not, keeps an extended deadline', async () => {
  const extended = new Date('2100-02-01T00:00:00Z')
  await setClosing('invented', extended)
  await publishCall(db, inventedCall)
  await publishCall(db, { ...inventedCall, summary: 'Another', closesAt: '2099-12-31T21:59:59Z' })
  const call = (await findCall(db, 'invented'))!
  expect(call.closesAt).toEqual(extended)
  expect(call.definition.summary).toBe('Another')
})

test('a changed date in the definition counts', async () => {
  await setClosing('invented', new Date('2100-02-01T00:00:00Z'))
  await publishCall(db, { ...inventedCall, closesAt: '2099-11-30T23:59:59+02:00', opensAt: '2021-01-01T00:00:00Z' })
  const call = (await findCall(db, 'invented'))!
  expect(call.closesAt).toEqual(new Date('2099-11-30T21:59:59Z'))
  expect(call.opensAt).toEqual(new Date('2021-01-01T00:00:00Z'))
})

test('a running demonstration takes up a changed definition, and keeps its dates and an extension', async () => {
  const { definition } = (await findCall(db, '2021'))!
  const early = (instant: string) => new Date(Date.parse(instant) - 3 * DAY).toISOString()
  // As if the demonstration had started three days ago.
  const begun = { ...definition, opensAt: early(definition.opensAt), closesAt: early(definition.closesAt) }
  await publishCall(db, begun)
  await seedCalls(url(), true, { ...call2021, summary: 'Mended' })
  const call = (await findCall(db, '2021'))!
  expect(call.definition.summary).toBe('Mended')
  expect(call.closesAt.toISOString()).toBe(begun.closesAt)
  const extended = new Date(call.closesAt.getTime() + DAY)
  await setClosing('2021', extended)
  await seedCalls(url(), true)
  expect(await closingOf('2021')).toBe(extended.getTime())
})

test('a demonstration moves every date of the Call by the same days', () => {
  const moved = shiftForDemonstration(call2021, '27 November 2020', 100)
  const instants = (text: string) =>
    [...text.matchAll(/"(\d{4}-\d{2}-\d{2}T[^"]*)"/g)].map(([, at]) => new Date(Date.parse(at!)).toISOString())
  const after = instants(JSON.stringify({ ...moved, announced: undefined }))
  const before = instants(JSON.stringify(call2021)).map((at) => new Date(Date.parse(at) + 100 * DAY).toISOString())
  expect(before.length).toBeGreaterThan(6)
  expect(after).toEqual(before)
})

test('an ended demonstration starts anew', async () => {
  await setClosing('2021', new Date(Date.now() - DAY))
  const { definition } = (await findCall(db, '2021'))!
  const past = (instant: string) => new Date(Date.parse(instant) - 90 * DAY).toISOString()
  await publishCall(db, { ...definition, opensAt: past(definition.opensAt), closesAt: past(definition.closesAt) })
  await seedCalls(url(), true)
  expect((await closingOf('2021')) - Date.now()).toBeGreaterThan(58 * DAY)
})
