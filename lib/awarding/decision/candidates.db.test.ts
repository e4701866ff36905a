import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Calibration } from '@/lib/selecting/calibration/calibrate'
import { leftOut, saveCalibration } from '@/lib/selecting/calibration/queries'
import { aDecidedCall, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember, conflictOf } from '@/lib/tools/testing/staff'
import { decidables } from './candidates'

let call: Call
let calibrated: Nominated
let other: Nominated

beforeAll(async () => {
  call = await aDecidedCall(2)
  ;[calibrated, other] = await nominated(call, 2, { score: 7 })
})

const result = (id: string, normalised: number, within: number | null) =>
  ({
    applications: [{ id, normalised, uncertainty: within === null ? null : { low: 1, high: 12, within } }],
  }) as Calibration

test('the board shows what the calibration for its reader says, and nothing of one made with what is hidden from them', async () => {
  const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  const conflicted = await aStaffMember([{ role: 'admin', callId: call.id }])
  // Of another track: the rest of the test is about what both may read.
  const [hidden] = await nominated(call, 1, { track: 'masters' })
  await conflictOf(conflicted, hidden!.id)
  const of = { callId: call.id, track: 'phd' }
  const seenBy = async (person: typeof admin) => {
    const rows = await decidables(db, person, of)
    return rows.map(({ id, normalised, low, high, within }) => ({ id, normalised, low, high, within }))
  }
  const without = { normalised: null, low: null, high: null, within: null }
  expect(await seenBy(admin)).toEqual([calibrated, other].map(({ id }) => ({ id, ...without })))

  const keep = async (person: typeof admin, kept: Calibration) =>
    saveCalibration(db, { ...of, person }, await leftOut(db, { ...of, person }), { result: kept, hash: 'x' })
  await keep(admin, result(calibrated.id, 7.25, 0.83))
  const first = { id: calibrated.id, normalised: 7.25, low: 1, high: 12, within: 0.83 }
  expect(await seenBy(admin)).toEqual([first, { id: other.id, ...without }])
  expect((await seenBy(conflicted))[0]).toEqual({ id: calibrated.id, ...without })
  await keep(conflicted, result(calibrated.id, 6.5, null))
  expect((await seenBy(conflicted))[0]).toEqual({ id: calibrated.id, ...without, normalised: 6.5 })
  expect(await seenBy(admin)).toEqual([first, { id: other.id, ...without }])
})
