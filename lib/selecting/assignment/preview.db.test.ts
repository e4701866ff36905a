import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { assignments } from '@/db/schema'
import { aCall } from '@/lib/tools/testing/deadlines'
import { aStaffMember, aSubmitted, conflictOf } from '@/lib/tools/testing/staff'
import { makeAssignment } from './make'
import { changesOf, fitsOf, proposedLoads } from './preview'
import { startRun } from './runs'
import { findSolution } from './solution'

test('a chief sees a proposal beside the present assignments, without applications that they must not know of', async () => {
  const call = await aCall(48)
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }])
  const other = await aStaffMember([{ role: 'chief', callId: call.id }])
  const reviewer = (name: string, most: number) => aStaffMember([{ role: 'reviewer', callId: call.id }], { name }, most)
  const ana = await reviewer('Ana', 5)
  await reviewer('Ben', 5)
  await reviewer('Cai', 0)
  const [one, two, secret] = [
    await aSubmitted(call, { state: 'eligible' }),
    await aSubmitted(call, { state: 'eligible' }),
    await aSubmitted(call, { state: 'eligible' }),
  ]
  await db.insert(assignments).values({ applicationId: one.id, personId: ana.id, origin: 'hand' })
  const run = await startRun(db, chief, call, { perApplication: 2, disciplines: 'prefer' })
  await makeAssignment(db, { runId: run }, (work, onRound) => findSolution(work, onRound))
  const loads = (await proposedLoads(db, chief, call, run)).map(({ name, kept, count, load, limit }) => ({
    name,
    kept,
    count,
    load,
    limit,
  }))
  expect(loads).toEqual([
    { name: 'Ana', kept: 1, count: 2, load: 3, limit: 5 },
    { name: 'Ben', kept: 0, count: 3, load: 3, limit: 5 },
    { name: 'Cai', kept: 0, count: 0, load: 0, limit: 0 },
  ])
  const first = await changesOf(db, chief, run, { page: 1, size: 2 })
  expect(first).toMatchObject({
    total: 3,
    changes: [
      { id: one.id, kept: ['Ana'], added: ['Ben'] },
      { id: two.id, kept: [], added: ['Ana', 'Ben'] },
    ],
  })
  expect((await changesOf(db, chief, run, { page: 2, size: 2 })).changes.map(({ id }) => id)).toEqual([secret.id])
  expect((await changesOf(db, chief, run, { page: 9, size: 2 })).changes).toEqual([])
  expect([...(await fitsOf(db, chief, run)).values()].reduce((sum, n) => sum + n, 0)).toBe(5)
  await conflictOf(other, secret.id)
  const theirs = await proposedLoads(db, other, call, run)
  expect(theirs.map(({ count }) => count)).toEqual([1, 2, 0])
  expect(await changesOf(db, other, run, { page: 1, size: 9 })).toMatchObject({ total: 2 })
  expect([...(await fitsOf(db, other, run)).values()].reduce((sum, n) => sum + n, 0)).toBe(3)
})
