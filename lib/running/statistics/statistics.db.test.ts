import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { events } from '@/db/schema'
import { findCall } from '@/lib/platform/call-store/queries'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication } from '@/lib/tools/testing/applicant'
import { aStaffMember, aSubmitted, conflictOf } from '@/lib/tools/testing/staff'
import { exportStatistics, statisticsOf } from './queries'
import { DIMENSIONS, tableOf, totalOf } from './rules'

test('each stage counts all that reached it; hidden applications are in no number, by any property', async () => {
  const call = (await findCall(db, '2021'))!
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const states = ['submitted', 'eligible', 'nominated', 'not-awarded', 'under-review', 'withdrawn'] as const
  for (const state of states) await aSubmitted(call, { institution: 'ustc', state })
  await anApplication(await anApplicant(), call, { ...phdAnswers })
  const hidden = await aSubmitted(call, { track: 'masters', institution: 'iop', state: 'nominated' })
  const by = (rows: Awaited<ReturnType<typeof statisticsOf>>, key: string | null) => rows.find((row) => row.key === key)
  const before = await statisticsOf(db, admin, call, 'track')
  expect(by(before, 'phd')).toMatchObject({ started: 7, submitted: 6, eligible: 4, nominated: 2, awarded: 0 })
  expect(by(before, 'phd')).toMatchObject({ label: 'PhD', withdrawn: 1 })
  expect(by(before, 'masters')).toMatchObject({ submitted: 1, nominated: 1 })
  await conflictOf(admin, hidden.id)
  // Nor do numbers include their own application or one that is only started.
  await anApplication({ ...admin, roles: [] }, call, { ...phdAnswers })
  for (const dimension of DIMENSIONS) {
    const rows = await statisticsOf(db, admin, call, dimension)
    expect(totalOf(rows), dimension).toMatchObject({ started: 7, submitted: 6, nominated: 2 })
  }
  expect(by(await statisticsOf(db, admin, call, 'institution'), 'iop')).toBeUndefined()
  const csv = await exportStatistics(db, admin, call, 'institution')
  expect(csv).toContain('University of Science and Technology of China')
  expect(csv).not.toContain('Institute of Physics')
  const [event] = await db.select().from(events).where(eq(events.type, 'statistics-exported'))
  expect(event).toMatchObject({ actorId: admin.id, data: { by: 'institution' } })
  const other = await aStaffMember([])
  expect(totalOf(await statisticsOf(db, other, call, 'track')).submitted).toBe(0)
})

test('an awarded application is in every column before, whatever became of the place', () => {
  const of = (state: 'declined' | 'enrolled') => ({ value: 'a', state, submitted: true, n: 2 })
  const counts = { started: 4, submitted: 4, eligible: 4, nominated: 4, awarded: 4, accepted: 2, enrolled: 2 }
  expect(tableOf([of('declined'), of('enrolled')], (key) => key)).toMatchObject([{ label: 'a', ...counts }])
})
