import { sql } from 'drizzle-orm'
import { afterEach, expect, test, vi } from 'vitest'
import { db } from '@/db/client'
import { runVerify } from '@/lib/tools/cli/run-verify'
import { aDecidedCall, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { award } from './award'
import { verifyAllPlaces } from './verify-all'

afterEach(() => vi.restoreAllMocks())

test('the command compares the places of all Calls with the events, and names changes made past the triggers', async () => {
  const [one, other] = [await aDecidedCall(3), await aDecidedCall(2)]
  const taken = (await verifyAllPlaces(db)).taken
  for (const call of [one, other]) {
    const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
    const all = await nominated(call, 2)
    await award(
      db,
      admin,
      call,
      'phd',
      all.map(({ id }) => id),
    )
  }
  expect(await verifyAllPlaces(db)).toEqual({ taken: taken + 4, faults: [] })
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  expect(await runVerify([])).toBe(true)
  expect(said.mock.lastCall![0]).toBe(`${taken + 4} places taken, as the events tell.`)
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(
      sql`update places set application_id = null, person_id = null where call_id = ${other.id} and number = 1`,
    )
  })
  const { faults } = await verifyAllPlaces(db)
  expect(faults.length).toBeGreaterThan(0)
  for (const fault of faults) expect(fault).toMatch(new RegExp(`^${other.slug}, phd: .* place`))
  expect(await runVerify([])).toBe(false)
})
