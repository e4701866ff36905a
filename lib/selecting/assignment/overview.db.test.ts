import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { assignments } from '@/db/schema'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aStaffMember, aSubmitted, assignTo, conflictOf, handInReview } from '@/lib/tools/testing/staff'
import { reviewerFigures, trackFigures } from './overview'

test('figures count current assignments, and leave out applications that the chief must not know of', async () => {
  const call = await aCall(48)
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }], { name: 'Ana' })
  const other = await aStaffMember([{ role: 'reviewer', callId: call.id }], { name: 'Ben' })
  const [one, two, secret] = [
    await aSubmitted(call, { state: 'under-review' }),
    await aSubmitted(call, { state: 'eligible', track: 'masters' }),
    await aSubmitted(call, { state: 'under-review' }),
  ]
  await conflictOf(chief, secret.id)
  for (const id of [one.id, secret.id]) await handInReview(await assignTo(reviewer, id))
  await assignTo(other, one.id, false)
  await db.insert(assignments).values({ applicationId: two.id, personId: other.id, origin: 'hand' })
  expect(await trackFigures(db, chief, call.id, 2)).toEqual([
    { track: 'masters', applications: 1, short: 1, hidden: 1 },
    { track: 'phd', applications: 1, short: 0, hidden: 0 },
  ])
  const none = { hidden: 0, released: 0, cleared: 0, begun: 0, submitted: 0, ended: 0, open: 0, savedAt: null }
  expect(await reviewerFigures(db, chief, call.id)).toEqual([
    { ...none, id: reviewer.id, name: 'Ana', released: 1, cleared: 1, submitted: 1, savedAt: expect.any(Date) },
    { ...none, id: other.id, name: 'Ben', hidden: 1, released: 1, open: 1 },
  ])
})
