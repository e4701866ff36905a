import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, calls } from '@/db/schema'
import { award } from '@/lib/awarding/decision/award'
import { notAward } from '@/lib/awarding/decision/turn-down'
import type { Call } from '@/lib/call/call'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { aDecidedCall, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember, assignTo } from '@/lib/tools/testing/staff'
import { countMatching } from './counts'
import { audienceOf, listPage } from './queries'
import { viewOf } from './view'
import { visibilityOf } from './visibility'

/** Everything that the list shows about states: the rows in each order, search results, counts. */
async function answers(person: Person, call: Call) {
  const visibility = visibilityOf(person, call)
  const page = async (given: Record<string, string>) =>
    (await listPage(db, visibility, viewOf(given, audienceOf(visibility)))).rows.map(({ id, state }) => [id, state])
  const { values } = await countMatching(db, visibility, null, { facet: 'status' })
  const searches = await Promise.all(
    ['status:awarded', 'status:not-awarded', 'status:nominated', '-status:nominated'].map((q) => page({ q })),
  )
  return { status: values, sorted: await page({ sort: 'status' }), searches }
}

test('a reviewer learns no result from the list before the release; staff do, and everybody does after it', async () => {
  const call = await aDecidedCall(2)
  const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }])
  // Reads one institution's as an officer, and reviews one of another.
  const both = await aStaffMember([
    { role: 'reviewer', callId: call.id },
    { role: 'officer', callId: call.id, institution: 'ustc' },
  ])
  const [undecided, awarded, refused] = await nominated(call, 3)
  for (const person of [reviewer, both]) for (const one of [undecided, awarded, refused]) await assignTo(person, one.id)
  const before = [await answers(reviewer, call), await answers(both, call)]
  await award(db, admin, call, 'phd', [awarded.id])
  await notAward(db, admin, call, 'phd', [refused.id])
  expect([await answers(reviewer, call), await answers(both, call)]).toEqual(before)
  expect((await answers(admin, call)).searches[0]).toEqual([[awarded.id, 'awarded']])
  await db.update(applications).set({ institution: 'ustc' }).where(eq(applications.id, refused.id))
  expect((await answers(both, call)).searches[1]).toEqual([[refused.id, 'not-awarded']])
  await db.update(calls).set({ resultsReleasedAt: new Date() }).where(eq(calls.id, call.id))
  expect((await answers(reviewer, await callById(db, call.id))).searches[0]).toEqual([[awarded.id, 'awarded']])
})
