import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { eligibilityChecks } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aListed } from '@/lib/tools/testing/listing'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { planEligible } from './deciding'
import { loadListAt } from './load'
import { deleteView, renameView, savedViewsOf, saveView } from './saved'
import { eligibleSchema } from './schema'
import { visibilityOf } from './visibility'

let call: Call

beforeAll(async () => {
  call = await aCall(48)
})

test('an officer’s plan shows which applications can become eligible and which cannot, and nothing hidden', async () => {
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ucas' }])
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  const ready = await aListed(call, 1)
  const underReview = await aListed(call, 2, { state: 'under-review' })
  const unmet = await aListed(call, 3)
  const elsewhere = await aListed(call, 4, { institution: 'ustc' })
  const ids = [ready, underReview, unmet, elsewhere]
  const judged = { item: 'degree', verdict: 'not-met' as const, personId: officer.id, personName: 'Officer' }
  await db.insert(eligibilityChecks).values({ ...judged, applicationId: unmet } as never)
  const plan = await planEligible(db, visibilityOf(officer, call), ids)
  expect(plan.can.map(({ id }) => id)).toEqual([ready])
  expect(plan.cannot.map(({ row, why }) => [row.id, why])).toEqual([
    [underReview, 'It is under review, and no check is open.'],
    [unmet, 'Something in its check is not met or unclear. Decide it on its own page.'],
  ])
  // A chief reads them, but decides on none.
  const none = await planEligible(db, visibilityOf(chief, call), ids)
  expect(none.can).toEqual([])
  expect(new Set(none.cannot.map(({ why }) => why))).toEqual(new Set(['Its check is not yours.']))
  expect(await db.$count(eligibilityChecks, eq(eligibilityChecks.applicationId, ready))).toBe(0)
})

test('a saved view belongs to one person, and replaces one with the same name', async () => {
  const one = await aStaffMember([{ role: 'chief', callId: call.id }])
  const other = await aStaffMember([{ role: 'chief', callId: call.id }])
  await saveView(db, one, 'Mine', 'q=soil&notice=saved&page=3&columns=name')
  await saveView(db, one, 'Mine', 'q=water&sort=-score')
  await Promise.all([saveView(db, one, 'Twice', 'q=a'), saveView(db, one, 'Twice', 'q=a')])
  const views = await savedViewsOf(db, one)
  const [view] = views
  expect(views.map(({ name, query }) => [name, query])).toEqual([
    ['Mine', 'q=water&sort=-score'],
    ['Twice', 'q=a'],
  ])
  expect(await savedViewsOf(db, other)).toEqual([])
  await renameView(db, other, view!.id, 'Theirs')
  await expect(renameView(db, one, view!.id, 'Twice')).rejects.toMatchObject({ code: 'conflict' })
  expect(await savedViewsOf(db, one)).toEqual(views)
  await deleteView(db, other, view!.id)
  expect((await savedViewsOf(db, one)).length).toBe(2)
  await deleteView(db, one, view!.id)
  expect((await savedViewsOf(db, one)).map(({ name }) => name)).toEqual(['Twice'])
})

test('a person sees the list only of a Call in which they have a role', async () => {
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  expect((await loadListAt(db, chief, ''))?.call.id).toBe(call.id)
  expect(await loadListAt(db, chief, 'call=2021')).toBeNull()
  expect((await loadListAt(db, chief, 'q=soil&page=2'))?.view).toMatchObject({ typed: 'soil', page: 2 })
  expect((await loadListAt(db, chief, ''))?.decides).toBe(false)
})

test('the form sends ids with their submissions; anything else is an error', () => {
  const id = '7f1ac4b6-3b1d-4c1e-9d2a-2f6a3a0d0c11'
  expect(eligibleSchema.parse({ decisions: `${id}:2,${id}:1`, query: '' }).decisions[0]).toEqual({ id, attempt: 2 })
  for (const decisions of ['', 'x', `${id}`, `${id}:1,`, '-'.repeat(36).concat(':1')])
    expect(eligibleSchema.safeParse({ decisions, query: '' }).success, decisions).toBe(false)
})
